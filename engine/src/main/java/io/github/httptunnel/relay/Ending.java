package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Side;
import io.netty.channel.Channel;

/** How a relay ended, and what it left behind. */
public sealed interface Ending {

  /**
   * Both channels are closed or on their way out.
   *
   * @param by who ended it; for a clean end, who finished first
   */
  record Closed(CloseReason reason, Side by) implements Ending {}

  /**
   * One message each way went over; both channels are open and free of the relay.
   *
   * @param by who finished first
   * @param target the target's channel, for whoever has a use for it
   */
  record Exchanged(Side by, Channel target) implements Ending {}

  /** It was called off; the client's channel is free of the relay, the target's is reset. */
  record CalledOff(Refusal refusal) implements Ending {}

  /** The target was dead from the start; the client's channel is free of the relay. */
  record Stale() implements Ending {}
}
