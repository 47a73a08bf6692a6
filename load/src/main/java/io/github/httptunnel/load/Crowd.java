package io.github.httptunnel.load;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The open tunnels of several clients. Used by one thread. */
final class Crowd implements AutoCloseable {

  private final Loops<Openings> loops;
  private final Watch watch;

  private Crowd(Loops<Openings> loops, Watch watch) {
    this.loops = loops;
    this.watch = watch;
  }

  /**
   * Opens all tunnels and leaves them alone.
   *
   * @param threads at most that many serve them
   * @throws IOException also when the proxy refuses one, or answers none for a while
   */
  static Crowd open(Route route, List<ClientSpec> clients, int threads, Progress progress)
      throws IOException, InterruptedException {
    int tunnels = clients.stream().mapToInt(ClientSpec::tunnels).sum();
    Loops<Openings> loops =
        Loops.start("clients", Math.clamp(tunnels, 1, threads), loop -> new Openings(loop, route));
    Crowd crowd = new Crowd(loops, new Watch(progress, loops.broken()));
    try {
      crowd.plan(clients);
      loops.each(Openings::start);
      crowd.watch.whileMoving("tunnels open", () -> loops.sum(Openings::count), tunnels);
      return crowd;
    } catch (IOException failed) {
      crowd.close();
      throw failed;
    }
  }

  private void plan(List<ClientSpec> clients) {
    int index = 0;
    for (int client = 0; client < clients.size(); client++) {
      ClientSpec spec = clients.get(client);
      for (int i = 0; i < spec.tunnels(); i++) {
        int tunnel = index++;
        int number = client;
        loops.one(tunnel % loops.size(), openings -> openings.plan(spec.address(), tunnel, number));
      }
    }
  }

  /** Puts the tunnels to use: each thread those that it serves. */
  <P extends Purpose> Loops<P> begin(Supplier<P> purpose) {
    List<P> purposes = IntStream.range(0, loops.size()).mapToObj(_ -> purpose.get()).toList();
    for (int i = 0; i < loops.size(); i++) {
      P mine = purposes.get(i);
      loops.one(i, openings -> openings.begin(mine));
    }
    return loops.with(purposes);
  }

  /** For waiting while the tunnels are in use. */
  Watch watch() {
    return watch;
  }

  @Override
  public void close() {
    loops.close();
  }
}
