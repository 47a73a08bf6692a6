package io.github.httptunnel.testkit;

import java.util.Optional;

/** Judges one key of an expectation. */
@FunctionalInterface
public interface Judge {

  /** What is wrong, in words, or nothing. */
  Optional<String> violation(Wanted wanted, Evidence evidence);
}
