package io.github.httptunnel.testkit;

import java.time.Duration;

/**
 * How a command ended.
 *
 * @param exit its exit status; 128 and the signal's number if a signal ended it
 * @param stdout all it wrote to its standard output
 * @param stderr all it wrote to its standard error
 * @param took from start to end
 */
public record CommandResult(int exit, String stdout, String stderr, Duration took) {

  /** Returns this if it ended with 0, else fails with what it said. */
  public CommandResult successful() {
    if (exit != 0) {
      throw new AssertionError("exit: %d (expected: 0)%n%s%s".formatted(exit, stdout, stderr));
    }
    return this;
  }
}
