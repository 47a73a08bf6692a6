package io.github.httptunnel.testkit;

import java.util.OptionalLong;

/**
 * What one direction of a hash exchange delivered.
 *
 * @param plan what was agreed
 * @param expected bytes that should have come
 * @param received bytes that came, also those beyond {@code expected}
 * @param firstWrong index of the first byte that differs, if one does
 * @param ending how the direction ended
 */
public record HashVerdict(
    HashPlan plan, long expected, long received, OptionalLong firstWrong, Ending ending) {

  /** Whether every byte came, none differed, none was added, and the end was in order. */
  public boolean intact() {
    return received == expected && firstWrong.isEmpty() && ending == Ending.FIN;
  }
}
