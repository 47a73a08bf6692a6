package io.github.httptunnel.access;

/** Whether a rule, or a part of it, matches a request. */
enum Fit {
  /** It does. */
  YES,
  /** It does not. */
  NO,
  /** That depends on the address the name leads to, and nobody has looked it up yet. */
  BY_ADDRESS;

  /** Whether either matches. */
  Fit or(Fit other) {
    if (this == YES || other == YES) {
      return YES;
    }
    return this == BY_ADDRESS || other == BY_ADDRESS ? BY_ADDRESS : NO;
  }
}
