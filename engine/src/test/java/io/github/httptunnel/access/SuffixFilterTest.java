package io.github.httptunnel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SuffixFilterTest {

  private static final int NAMES = 100_000;

  @Test
  void neverDeniesWhatWasAdded() {
    SuffixFilter filter = filled();
    assertThat(hashes(1).limit(NAMES)).allMatch(filter::mayHold);
  }

  @Test
  void deniesNearlyAllElse() {
    SuffixFilter filter = filled();
    assertThat(hashes(2).limit(NAMES).filter(filter::mayHold).count()).isLessThan(NAMES / 20);
  }

  @Test
  void deniesAllWhenItIsEmpty() {
    assertThat(hashes(1).limit(NAMES)).noneMatch(new SuffixFilter(0)::mayHold);
  }

  private static SuffixFilter filled() {
    SuffixFilter filter = new SuffixFilter(NAMES);
    hashes(1).limit(NAMES).forEach(filter::add);
    return filter;
  }

  private static LongStream hashes(long seed) {
    return new SplittableRandom(seed).longs();
  }
}
