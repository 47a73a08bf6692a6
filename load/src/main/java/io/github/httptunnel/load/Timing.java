package io.github.httptunnel.load;

/** When operations begin. */
enum Timing {
  /** Each when the one before it is over. */
  IN_TURN,
  /** When they are due; one for which nobody is free waits, and that counts. */
  WHEN_DUE,
  /** When they are due; one for which nobody is free never begins. */
  WHEN_DUE_OR_NEVER
}
