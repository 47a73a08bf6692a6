package io.github.httptunnel.engine;

import io.github.httptunnel.relay.Relay;
import io.github.httptunnel.tunnel.CloseReason;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Ends the tunnels of one event loop that hold most bytes, as memory is short. */
final class Relief {

  private Relief() {}

  /** On the loop of all these tunnels; those that hold nothing are left alone. */
  static void ofLargest(List<Tunnel> tunnels, int most) {
    List<Relay> largest =
        tunnels.stream()
            .filter(tunnel -> tunnel.held() > 0)
            .sorted(Comparator.comparingLong(Tunnel::held).reversed())
            .flatMap(tunnel -> Stream.ofNullable(tunnel.relay()))
            .limit(most)
            .toList();
    largest.forEach(relay -> relay.abort(CloseReason.OVERLOADED));
  }
}
