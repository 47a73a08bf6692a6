package io.github.httptunnel.engine;

import io.github.httptunnel.relay.Relay;
import io.github.httptunnel.tunnel.Screening;

/** Begins a relay, behind whoever looks at what the client sends first. */
final class RelayStart {

  private RelayStart() {}

  /** Before the relay is attached: who looks stands in front of it on the client's channel. */
  static void prepare(Tunnel tunnel, Relay relay) {
    Screening screening = tunnel.regime().screen().of(tunnel.request());
    if (screening != null) {
      screening.install(tunnel.negotiation().client(), relay::abort);
      tunnel.screenedBy(screening);
    }
  }

  /**
   * The client has been told yes. A relay that nobody may read yet waits for the verdict: from then
   * on it can do with the sockets alone.
   */
  static void begin(Tunnel tunnel, Relay relay) {
    Screening screening = tunnel.screening();
    if (screening == null) {
      start(tunnel, relay);
      return;
    }
    screening.begin();
    if (screening.letsTargetSpeak()) {
      start(tunnel, relay);
    } else {
      screening.passed().addListener(_ -> start(tunnel, relay));
    }
  }

  private static void start(Tunnel tunnel, Relay relay) {
    if (!relay.done().isDone()) {
      relay.start(tunnel::answered);
    }
  }
}
