package io.github.httptunnel.load;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Opens the tunnels of one loop, a few at a time. Confined to that {@link Loop}'s thread. */
final class Openings {

  /** So few that no queue of connections to accept overflows, which would cost seconds. */
  private static final int AT_ONCE = 32;

  private final Loop loop;
  private final Route route;
  private final Queue<Planned> planned = new ArrayDeque<>();
  private final List<Tunnel> open = new ArrayList<>();

  Openings(Loop loop, Route route) {
    this.loop = loop;
    this.route = route;
  }

  private record Planned(@Nullable InetAddress from, int index, int client) {}

  /** Plans a tunnel, see {@link Tunnel}. */
  void plan(@Nullable InetAddress from, int index, int client) {
    planned.add(new Planned(from, index, client));
  }

  /** Begins. */
  void start() {
    for (int i = 0; i < AT_ONCE; i++) {
      loop.execute(this::next);
    }
  }

  private void next() throws IOException {
    Planned next = planned.poll();
    if (next != null) {
      Opening.start(loop, route, next.from(), wire -> opened(wire, next));
    }
  }

  private void opened(Wire wire, Planned as) {
    open.add(new Tunnel(wire, as.index(), as.client()));
    // Not called at once: thousands of calls would stand in each other.
    loop.execute(this::next);
  }

  /** How many are open. */
  long count() {
    return open.size();
  }

  /** Puts all of them to use. */
  void begin(Purpose purpose) throws IOException {
    for (Tunnel tunnel : open) {
      Activity activity = purpose.activity(tunnel);
      tunnel.wire().become(activity);
      tunnel.wire().send(new byte[] {purpose.mode().code()});
      purpose.begun(activity);
    }
  }
}
