package io.github.httptunnel.tunnel;

/** How a request ended. Every request has exactly one outcome. */
public sealed interface Outcome {

  /** The client was told no. */
  record Refused(Refusal refusal, Phase phase) implements Outcome {}

  /** The client left before it had an answer. */
  record Abandoned(Phase phase) implements Outcome {}

  /**
   * There was a tunnel, and it ended.
   *
   * @param by who ended it
   */
  record Closed(CloseReason reason, Side by) implements Outcome {}
}
