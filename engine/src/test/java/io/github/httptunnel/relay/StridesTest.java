package io.github.httptunnel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StridesTest {

  private final Strides strides = new Strides();

  @Test
  void beginsWithLittle() {
    assertThat(strides.most()).isEqualTo(Strides.SMALLEST);
    assertThat(strides.areForPipe()).isFalse();
  }

  @Test
  void doublesWithEachFullStrideThatTheSinkTakes() {
    strides.moved(Strides.SMALLEST, 0);
    assertThat(strides.most()).isEqualTo(2 * Strides.SMALLEST);
    strides.moved(2 * Strides.SMALLEST, 0);
    assertThat(strides.most()).isEqualTo(Strides.LARGEST_COPY);
  }

  @Test
  void staysWhereItIsWhileStridesAreNotFull() {
    strides.moved(Strides.SMALLEST, 0);
    strides.moved(2 * Strides.SMALLEST - 1, 0);
    assertThat(strides.most()).isEqualTo(2 * Strides.SMALLEST);
  }

  @Test
  void goesThroughAPipeAfterTwoFullBuffersInARow() {
    growToTheLargestCopy();
    strides.moved(Strides.LARGEST_COPY, 0);
    strides.moved(Strides.LARGEST_COPY - 1, 0);
    strides.moved(Strides.LARGEST_COPY, 0);
    assertThat(strides.areForPipe()).isFalse();
    strides.moved(Strides.LARGEST_COPY, Strides.SMALLEST);
    assertThat(strides.areForPipe()).isTrue();
    assertThat(strides.most()).isEqualTo(Strides.PIPE);
  }

  @Test
  void beginsAnewWhenTheSinkLeavesMuch() {
    growToThePipe();
    strides.moved(Strides.PIPE, Strides.SMALLEST + 1);
    assertThat(strides.areForPipe()).isFalse();
    assertThat(strides.most()).isEqualTo(Strides.SMALLEST);
  }

  @Test
  void copiesAgainAfterEightSmallOnesInARow() {
    growToThePipe();
    for (int i = 0; i < 7; i++) {
      strides.moved(1000, 0);
    }
    strides.moved(16 * 1024, 0);
    for (int i = 0; i < 7; i++) {
      strides.moved(16 * 1024 - 1, 0);
    }
    assertThat(strides.areForPipe()).isTrue();
    strides.moved(1, 0);
    assertThat(strides.areForPipe()).isFalse();
    assertThat(strides.most()).isEqualTo(Strides.LARGEST_COPY);
  }

  private void growToTheLargestCopy() {
    strides.moved(Strides.SMALLEST, 0);
    strides.moved(2 * Strides.SMALLEST, 0);
  }

  private void growToThePipe() {
    growToTheLargestCopy();
    strides.moved(Strides.LARGEST_COPY, 0);
    strides.moved(Strides.LARGEST_COPY, 0);
  }
}
