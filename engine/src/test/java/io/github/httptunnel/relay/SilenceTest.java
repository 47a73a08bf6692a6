package io.github.httptunnel.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SilenceTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final RelayPolicy OFF = policy(null, null);

  @Test
  void waitsForTheWholeLimitAtFirst() {
    assertThat(silence(policy(10, null), OFF).check(0)).isEqualTo(10 * SECOND);
  }

  @Test
  void livesOneNanosecondBeforeTheLimitAndEndsAtIt() {
    Silence silence = silence(policy(10, null), OFF);
    silence.check(0);
    assertThat(silence.check(10 * SECOND - 1)).isEqualTo(1);
    assertThat(silence.check(10 * SECOND)).isZero();
  }

  @Test
  void countsFromTheLastByteOfEitherDirection() {
    Silence silence = silence(policy(10, null), OFF);
    silence.check(0);
    silence.byteAt(9 * SECOND);
    assertThat(silence.check(10 * SECOND)).isEqualTo(9 * SECOND);
  }

  @Test
  void takesTheShorterOfTheTwoDirectionsLimits() {
    assertThat(silence(policy(10, null), policy(3, null)).check(0)).isEqualTo(3 * SECOND);
  }

  @Test
  void neverEndsATunnelWithoutALimit() {
    assertThat(silence(OFF, OFF).check(1_000_000 * SECOND)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void usesTheHalfCloseLimitOnceOneSideHasFinished() {
    Silence silence = silence(policy(10, 4), policy(10, 4));
    silence.check(0);
    silence.halfClosedAt(SECOND);
    assertThat(silence.check(SECOND)).isEqualTo(4 * SECOND);
    assertThat(silence.check(5 * SECOND)).isZero();
    assertThat(silence.endedByHalfClose()).isTrue();
  }

  @Test
  void keepsTheIdleLimitWhereItIsTheShorterOne() {
    Silence silence = silence(policy(2, 4), OFF);
    silence.halfClosedAt(0);
    assertThat(silence.check(0)).isEqualTo(2 * SECOND);
    assertThat(silence.endedByHalfClose()).isFalse();
  }

  @Test
  void appliesAHalfCloseLimitWithoutAnIdleLimit() {
    Silence silence = silence(policy(null, 4), OFF);
    assertThat(silence.check(0)).isEqualTo(Long.MAX_VALUE);
    silence.halfClosedAt(SECOND);
    assertThat(silence.check(SECOND)).isEqualTo(4 * SECOND);
  }

  @Test
  void givesAGraceAfterAPauseOfTheProcess() {
    Silence silence = silence(policy(3, null), OFF);
    silence.check(0);
    long late = 3 * SECOND + Silence.PAUSE_NANOS + 1;
    assertThat(silence.check(late)).isEqualTo(Silence.GRACE_NANOS);
    assertThat(silence.check(late + Silence.GRACE_NANOS)).isZero();
  }

  @Test
  void givesNoGraceForACheckThatIsHardlyLate() {
    Silence silence = silence(policy(3, null), OFF);
    silence.check(0);
    assertThat(silence.check(3 * SECOND + Silence.PAUSE_NANOS)).isZero();
  }

  private static Silence silence(RelayPolicy upstream, RelayPolicy downstream) {
    return new Silence(upstream, downstream, 0);
  }

  private static RelayPolicy policy(Integer idleSeconds, Integer halfCloseSeconds) {
    return new RelayPolicy(
        seconds(idleSeconds), seconds(halfCloseSeconds), null, null, null, null, OnMaxRate.SHAPE);
  }

  private static Duration seconds(Integer value) {
    return value == null ? null : Duration.ofSeconds(value);
  }
}
