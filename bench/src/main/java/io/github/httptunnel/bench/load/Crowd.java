package io.github.httptunnel.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The tunnels of several clients, all on one thread. Opened, asked and closed by one other thread.
 */
final class Crowd implements AutoCloseable {

  private final CompletableFuture<Void> broken;
  private final Loop loop;
  private final List<Tally> tallies = new ArrayList<>();

  private Crowd(CompletableFuture<Void> broken, Loop loop) {
    this.broken = broken;
    this.loop = loop;
  }

  /** Opens all tunnels, one after the other; each moves bytes from the moment it is open. */
  static Crowd greedy(Route route, List<ClientSpec> clients, Direction direction)
      throws IOException {
    return open(route, clients, direction.mode());
  }

  /** Opens all tunnels, one after the other, and leaves them alone. */
  static Crowd idle(Route route, List<ClientSpec> clients) throws IOException {
    return open(route, clients, Mode.HOLD);
  }

  private static Crowd open(Route route, List<ClientSpec> clients, Mode mode) throws IOException {
    CompletableFuture<Void> broken = new CompletableFuture<>();
    Crowd crowd = new Crowd(broken, Loop.start("clients", _ -> broken.complete(null)));
    try {
      for (ClientSpec client : clients) {
        crowd.add(route, client, mode);
      }
      return crowd;
    } catch (IOException failed) {
      crowd.close();
      throw failed;
    }
  }

  private void add(Route route, ClientSpec client, Mode mode) throws IOException {
    Tally tally = new Tally();
    tallies.add(tally);
    for (int i = 0; i < client.tunnels(); i++) {
      loop.register(
          route.open(client.address(), mode),
          mode == Mode.SINK ? new Flood(loop.scratch(), tally) : new Drain(loop.scratch(), tally));
    }
  }

  /** Completes when the first tunnel has ended. */
  CompletableFuture<Void> broken() {
    return broken;
  }

  /** What each client has moved until now, in the order in which the clients were given. */
  Sample sample() {
    return loop.ask(
        () -> new Sample(System.nanoTime(), tallies.stream().map(Tally::bytes).toList()));
  }

  @Override
  public void close() {
    loop.close();
  }
}
