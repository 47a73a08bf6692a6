package io.github.httptunnel.tunnel;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;

/**
 * One request that awaits its answer. Confined to its channel's event loop. Exactly one of {@link
 * #accept()} and {@link #refuse} is called, once, unless the client has left before.
 */
public interface Negotiation {

  /** What is asked. */
  TunnelRequest request();

  /** The client's connection, or its stream. {@code AUTO_READ} is off. */
  Channel client();

  /** From accept to the complete request. */
  Duration negotiated();

  /**
   * Completes when the client has left while it waits for the answer: reset, or finished sending
   * without having sent anything to relay. Never fails.
   */
  Future<Void> abandoned();

  /**
   * Reaches the target. A protocol whose target connections outlive a request may give one it has
   * kept instead of a new one.
   *
   * @return as from {@link Connector#connect}
   */
  default Future<ConnectResult> connect(Connector connector) {
    return connector.connect(request(), client().eventLoop());
  }

  /**
   * Says yes, again if {@link RelaySignal.Stale} was signalled, and takes the protocol off the
   * channel; early data and an end of stream that came with it then reach the handlers behind. The
   * future fails when the answer could not be written.
   */
  Future<Void> accept();

  /**
   * Says no in the protocol's own words, lets the client read it, and closes, if the protocol's
   * connections do not outlive a request.
   */
  void refuse(Refusal refusal);

  /**
   * Both messages went over, and both channels are free again; called only if {@link
   * RelaySignal.EndOfMessage} was signalled. A protocol that has no further use for them closes
   * both.
   */
  default void exchanged(Channel target) {
    client().close();
    target.close();
  }
}
