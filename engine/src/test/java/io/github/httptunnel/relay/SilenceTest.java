package io.github.httptunnel.relay;

import static io.github.httptunnel.relay.Nanos.SECOND;
import static io.github.httptunnel.relay.RelayParts.OFF;
import static io.github.httptunnel.relay.RelayParts.idle;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import org.junit.jupiter.api.Test;

class SilenceTest {

  @Test
  void lastsForTheWholeLimitAtFirst() {
    assertThat(silence(idle(10, null), OFF).endsAt()).isEqualTo(10 * SECOND);
  }

  @Test
  void countsFromTheLastByteOfEitherDirection() {
    Silence silence = silence(idle(10, null), OFF);
    silence.byteAt(9 * SECOND);
    assertThat(silence.endsAt()).isEqualTo(19 * SECOND);
    assertThat(silence.reason()).isEqualTo(CloseReason.IDLE_TIMEOUT);
  }

  @Test
  void takesTheShorterOfTheTwoDirectionsLimits() {
    assertThat(silence(idle(10, null), idle(3, null)).endsAt()).isEqualTo(3 * SECOND);
  }

  @Test
  void neverEndsATunnelWithoutALimit() {
    assertThat(silence(OFF, OFF).endsAt()).isEqualTo(Nanos.NEVER);
  }

  @Test
  void usesTheHalfCloseLimitOnceOneSideHasFinished() {
    Silence silence = silence(idle(10, 4), idle(10, 4));
    silence.halfClosedAt(SECOND);
    assertThat(silence.endsAt()).isEqualTo(5 * SECOND);
    assertThat(silence.reason()).isEqualTo(CloseReason.HALF_CLOSE_TIMEOUT);
  }

  @Test
  void keepsTheIdleLimitWhereItIsTheShorterOne() {
    Silence silence = silence(idle(2, 4), OFF);
    silence.halfClosedAt(0);
    assertThat(silence.endsAt()).isEqualTo(2 * SECOND);
    assertThat(silence.reason()).isEqualTo(CloseReason.IDLE_TIMEOUT);
  }

  @Test
  void appliesAHalfCloseLimitWithoutAnIdleLimit() {
    Silence silence = silence(idle(null, 4), OFF);
    assertThat(silence.endsAt()).isEqualTo(Nanos.NEVER);
    silence.halfClosedAt(SECOND);
    assertThat(silence.endsAt()).isEqualTo(5 * SECOND);
  }

  private static Silence silence(RelayPolicy upstream, RelayPolicy downstream) {
    return new Silence(new RelayRules(upstream, downstream), 0);
  }
}
