package io.github.httptunnel.tunnel;

/**
 * What a protocol that reads messages tells the relay behind it, as a user event on its side's
 * channel. Protocols that only carry bytes need none of them.
 */
public sealed interface RelaySignal {

  /**
   * The side's message is complete, while its connection stays open.
   *
   * @param settles whether the exchange is over with it, even if the other side's message is not
   */
  record EndOfMessage(boolean settles) implements RelaySignal {}

  /** It cannot go on, and the client can still be told why: nothing of an answer has gone out. */
  record CallOff(Refusal refusal) implements RelaySignal {}

  /** It cannot go on, and part of the side's message has gone out: both sides are reset. */
  record BreakOff(CloseReason reason) implements RelaySignal {}

  /**
   * The target's connection had been used before and was dead already: nothing has happened, and
   * another one may be tried.
   */
  record Stale() implements RelaySignal {}
}
