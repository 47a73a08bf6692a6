package io.github.httptunnel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallTest {

  private static final long PATIENCE = 120 * Nanos.SECOND;

  private final Stall stall = new Stall(PATIENCE, 0);

  @Test
  void isAReceiverThatTakesNothingWhileTheOtherDirectionGoesOn() {
    assertThat(stall.isBroken(true, 500, 1, 1)).isFalse();
    assertThat(stall.isBroken(true, 500, 2, PATIENCE)).isFalse();
    assertThat(stall.isBroken(true, 500, 3, PATIENCE + 1)).isTrue();
  }

  @Test
  void isNoneWhileTheReceiverTakesAnything() {
    assertThat(stall.isBroken(true, 500, 1, 1)).isFalse();
    assertThat(stall.isBroken(true, 501, 2, PATIENCE)).isFalse();
    assertThat(stall.isBroken(true, 501, 3, PATIENCE + 1)).isFalse();
    assertThat(stall.isBroken(true, 501, 4, 2 * PATIENCE)).isTrue();
  }

  @Test
  void isNoneWhenNothingWaits() {
    assertThat(stall.isBroken(false, 0, 1, 1)).isFalse();
    assertThat(stall.isBroken(false, 0, 2, 10 * PATIENCE)).isFalse();
  }

  @Test
  void isNoneWhenTheOtherDirectionStandsStillToo() {
    assertThat(stall.isBroken(true, 500, 1, 1)).isFalse();
    assertThat(stall.isBroken(true, 500, 1, 10 * PATIENCE)).isFalse();
  }

  @Test
  void beginsAnewAfterTimeInWhichNobodyCouldTakeAnything() {
    assertThat(stall.isBroken(true, 500, 1, 1)).isFalse();
    stall.restart(PATIENCE);
    assertThat(stall.isBroken(true, 500, 2, PATIENCE + 1)).isFalse();
    assertThat(stall.isBroken(true, 500, 2, 2 * PATIENCE)).isTrue();
  }

  @Test
  void isAllowedForEverWhereIdlingIs() {
    Stall never = new Stall(Nanos.NEVER, 0);
    assertThat(never.isBroken(true, 500, 1, 1)).isFalse();
    assertThat(never.isBroken(true, 500, 2, Long.MAX_VALUE)).isFalse();
  }
}
