package io.github.httptunnel.tunnel;

/** The answer of a {@link Limit}. */
public sealed interface Admission {

  /** There is room; the permit must be released once. */
  record Admitted(Permit permit) implements Admission {}

  /** There is none. */
  record Rejected(Refusal refusal) implements Admission {}
}
