package io.github.httptunnel.tunnel;

/** Whether a client may go somewhere. */
public sealed interface Decision {

  /** It may. */
  record Allowed() implements Decision {}

  /** It may not, and why. */
  record Denied(Refusal.Forbidden refusal) implements Decision {}
}
