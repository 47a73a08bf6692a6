package io.github.httptunnel.relay;

import static io.github.httptunnel.relay.Nanos.SECOND;
import static io.github.httptunnel.relay.RelayParts.OFF;
import static io.github.httptunnel.relay.RelayParts.both;
import static io.github.httptunnel.relay.RelayParts.idle;
import static io.github.httptunnel.relay.RelayParts.lifetime;
import static io.github.httptunnel.relay.RelayParts.minRate;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Direction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TunnelRulesTest {

  private static final long START = 1000 * SECOND;

  @Test
  void neverAsksForAJudgementWithoutARule() {
    assertThat(begun(both(OFF)).judgeAt()).isEqualTo(Nanos.NEVER);
  }

  @Test
  void endsALifeAtItsEndHoweverBusyItIs() {
    TunnelRules rules = begun(new RelayRules(OFF, lifetime(Duration.ofSeconds(100))));
    assertThat(rules.judgeAt()).isEqualTo(START + 100 * SECOND);
    rules.passed(Direction.UPSTREAM, 1, START + 100 * SECOND - 1);
    assertThat(rules.judge(START + 100 * SECOND - 1)).isNull();
    assertThat(rules.judge(START + 100 * SECOND)).isEqualTo(CloseReason.LIFETIME);
  }

  @Test
  void countsALifeFromItsBeginningNotFromTheDial() {
    TunnelRules rules = new TunnelRules(both(lifetime(Duration.ofSeconds(10))), START);
    rules.begin(START + 9 * SECOND);
    assertThat(rules.judgeAt()).isEqualTo(START + 19 * SECOND);
  }

  @Test
  void livesOneNanosecondBeforeItHasBeenIdleForTooLong() {
    TunnelRules rules = begun(both(idle(10, null)));
    assertThat(rules.judge(START + 10 * SECOND - 1)).isNull();
    assertThat(rules.judge(START + 10 * SECOND)).isEqualTo(CloseReason.IDLE_TIMEOUT);
  }

  @Test
  void isNotIdleWhileEitherDirectionMoves() {
    TunnelRules rules = begun(both(idle(10, null)));
    rules.passed(Direction.DOWNSTREAM, 1, START + 9 * SECOND);
    assertThat(rules.judge(START + 10 * SECOND)).isNull();
    assertThat(rules.judgeAt()).isEqualTo(START + 19 * SECOND);
  }

  @Test
  void givesSilenceAGraceAfterAPauseOfTheProcess() {
    TunnelRules rules = begun(both(idle(3, null)));
    long late = START + 3 * SECOND + TunnelRules.PAUSE_NANOS + 1;
    assertThat(rules.judge(late)).isNull();
    assertThat(rules.judgeAt()).isEqualTo(late + TunnelRules.GRACE_NANOS);
    assertThat(rules.judge(late + TunnelRules.GRACE_NANOS)).isEqualTo(CloseReason.IDLE_TIMEOUT);
  }

  @Test
  void givesNoGraceForAJudgementThatIsHardlyLate() {
    TunnelRules rules = begun(both(idle(3, null)));
    assertThat(rules.judge(START + 3 * SECOND + TunnelRules.PAUSE_NANOS))
        .isEqualTo(CloseReason.IDLE_TIMEOUT);
  }

  @Test
  void givesALifeNoGrace() {
    TunnelRules rules = begun(both(lifetime(Duration.ofSeconds(3))));
    assertThat(rules.judge(START + 60 * SECOND)).isEqualTo(CloseReason.LIFETIME);
  }

  @Test
  void excusesAPauseOfTheProcessFromTheMinimumRate() {
    TunnelRules rules = begun(both(minRate(1000)));
    long resumed = START + 50 * SECOND;
    assertThat(rules.judge(resumed)).isNull();
    // of 51 s, 20 s were a pause: 333 of 850 bytes are forgiven
    assertThat(rules.judge(resumed + TunnelRules.GRACE_NANOS)).isEqualTo(CloseReason.TOO_SLOW);
    TunnelRules other = begun(both(minRate(1000)));
    other.judge(resumed);
    other.passed(Direction.UPSTREAM, 520, resumed);
    assertThat(other.judge(resumed + TunnelRules.GRACE_NANOS)).isNull();
  }

  @Test
  void findsASilentTunnelTooSlow() {
    TunnelRules rules = begun(both(minRate(1000)));
    assertThat(rules.judgeAt()).isEqualTo(START + 30 * SECOND);
    assertThat(rules.judge(START + 30 * SECOND)).isEqualTo(CloseReason.TOO_SLOW);
  }

  @Test
  void findsOneFastDirectionEnoughWhereBothHaveAMinimum() {
    TunnelRules rules = begun(both(minRate(1000)));
    rules.passed(Direction.DOWNSTREAM, 500, START);
    assertThat(rules.judge(START + 30 * SECOND)).isNull();
    assertThat(rules.judge(rules.judgeAt())).isEqualTo(CloseReason.TOO_SLOW);
  }

  @Test
  void insistsOnTheOneDirectionThatHasAMinimum() {
    TunnelRules rules = begun(new RelayRules(minRate(1000), OFF));
    rules.passed(Direction.DOWNSTREAM, 1_000_000, START);
    assertThat(rules.judge(START + 30 * SECOND)).isEqualTo(CloseReason.TOO_SLOW);
    TunnelRules mirrored = begun(new RelayRules(OFF, minRate(1000)));
    mirrored.passed(Direction.UPSTREAM, 1_000_000, START);
    assertThat(mirrored.judge(START + 30 * SECOND)).isEqualTo(CloseReason.TOO_SLOW);
  }

  @Test
  void asksNoSpeedOfADirectionThatIsOver() {
    TunnelRules rules = begun(new RelayRules(minRate(1000), OFF));
    rules.finished(Direction.UPSTREAM, START);
    assertThat(rules.judge(START + 30 * SECOND)).isNull();
    assertThat(rules.judgeAt()).isEqualTo(Nanos.NEVER);
  }

  @Test
  void insistsOnTheOtherDirectionOnceOneIsOver() {
    TunnelRules rules = begun(both(minRate(1000)));
    rules.passed(Direction.UPSTREAM, 1_000_000, START);
    rules.finished(Direction.UPSTREAM, START + 20 * SECOND);
    rules.judge(START + 20 * SECOND);
    assertThat(rules.judge(START + 50 * SECOND - 1)).isNull();
    assertThat(rules.judge(START + 50 * SECOND)).isEqualTo(CloseReason.TOO_SLOW);
  }

  @Test
  void givesASilentClientTimeToEndOnceItsDownloadIsOver() {
    TunnelRules rules = begun(both(minRate(1000)));
    rules.passed(Direction.DOWNSTREAM, 1_000_000, START + 39 * SECOND);
    rules.judge(START + 40 * SECOND);
    rules.finished(Direction.DOWNSTREAM, START + 40 * SECOND);
    assertThat(rules.judge(START + 40 * SECOND)).isNull();
    assertThat(rules.judgeAt()).isEqualTo(START + 70 * SECOND);
  }

  @Test
  void givesNoNewGraceWhereOnlyOneDirectionHasAMinimum() {
    TunnelRules rules = begun(new RelayRules(minRate(1000), OFF));
    rules.finished(Direction.DOWNSTREAM, START + 20 * SECOND);
    assertThat(rules.judge(START + 30 * SECOND)).isEqualTo(CloseReason.TOO_SLOW);
  }

  @Test
  void excusesADirectionThatWasHeldBack() {
    TunnelRules rules = begun(new RelayRules(OFF, minRate(1000)));
    rules.excuse(Direction.DOWNSTREAM, 30 * SECOND, START + 30 * SECOND);
    assertThat(rules.judge(START + 30 * SECOND)).isNull();
  }

  private static TunnelRules begun(RelayRules policies) {
    TunnelRules rules = new TunnelRules(policies, START);
    rules.begin(START);
    return rules;
  }
}
