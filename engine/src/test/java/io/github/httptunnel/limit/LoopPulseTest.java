package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopPulseTest {

  private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LOOK = LoopPulse.LOOK_NANOS;

  private final List<Long> answers = new ArrayList<>();
  private final LoopPulse pulse = new LoopPulse(0, answers::add);
  private long now;

  @Test
  void tellsOfEachAnswerHowLongItTook() {
    lookAndAnswerAfter(80);
    lookAndAnswerAfter(3);
    look();
    assertThat(answers).containsExactly(80 * MS, 3 * MS);
  }

  @Test
  void tellsOfNoAnswerBeforeThereIsOne() {
    look();
    look();
    assertThat(answers).isEmpty();
  }

  @Test
  void asksAtTheFirstLook() {
    assertThat(look()).isTrue();
  }

  @Test
  void asksAQuickLoopOnceASecond() {
    int asked = 0;
    for (int i = 0; i < 50; i++) {
      asked += lookAndAnswerAfter(1) ? 1 : 0;
    }
    assertThat(asked).isEqualTo(5);
  }

  @Test
  void asksABusyLoopAtEachLook() {
    lookAndAnswerAfter(80);
    assertThat(look()).isTrue();
    pulse.answer(now + 80 * MS);
    assertThat(look()).isTrue();
  }

  @Test
  void doesNotAskAgainBeforeThereIsAnAnswer() {
    look();
    assertThat(look()).isFalse();
  }

  @Test
  void knowsForHowLongALoopHasNotAnswered() {
    look();
    look();
    look();
    assertThat(pulse.silent()).isEqualTo(2 * LOOK);
  }

  @Test
  void forgetsTheSilenceWithTheAnswer() {
    look();
    look();
    pulse.answer(now);
    look();
    assertThat(pulse.silent()).isZero();
  }

  @Test
  void countsAPauseOfTheWholeProcessAsOneLookAndABit() {
    look();
    now += TimeUnit.MINUTES.toNanos(10);
    pulse.look(now);
    assertThat(pulse.silent()).isEqualTo(2 * LOOK);
    assertThat(pulse.lags()).isFalse();
  }

  @Test
  void doesNotTakeAPauseOfTheWholeProcessForLag() {
    look();
    now += TimeUnit.MINUTES.toNanos(10);
    pulse.answer(now - MS);
    pulse.look(now);
    assertThat(pulse.lag()).isLessThan(LoopPulse.LAG_NANOS);
  }

  @Test
  void smoothsTheLag() {
    look();
    pulse.answer(now + 100 * MS);
    look();
    assertThat(pulse.lag()).isEqualTo(30 * MS);
  }

  @Test
  void lagsOnlyAfterASecondOfSlowAnswers() {
    long slowSince = 0;
    while (!pulse.lags()) {
      answerSlowly();
      slowSince = slowSince == 0 && pulse.lag() >= LoopPulse.LAG_NANOS ? now : slowSince;
    }
    assertThat(now - slowSince)
        .isBetween(LoopPulse.LAGS_FOR_NANOS, LoopPulse.LAGS_FOR_NANOS + 4 * LOOK);
  }

  @Test
  void doesNotLagAfterOneSlowAnswer() {
    look();
    for (int i = 0; i < 9; i++) {
      look();
    }
    pulse.answer(now);
    for (int i = 0; i < 30; i++) {
      lookAndAnswerAfter(0);
      assertThat(pulse.lags()).isFalse();
    }
  }

  @Test
  void lagsNoMoreAfterQuickAnswers() {
    while (!pulse.lags()) {
      answerSlowly();
    }
    long slowUntil = now;
    while (pulse.lags()) {
      lookAndAnswerAfter(0);
    }
    assertThat(now - slowUntil).isLessThan(TimeUnit.SECONDS.toNanos(1));
  }

  @Test
  void lagsWhileThereIsNoAnswerAtAll() {
    for (int i = 0; i < 20; i++) {
      look();
    }
    assertThat(pulse.lags()).isTrue();
  }

  private boolean look() {
    now += LOOK;
    return pulse.look(now);
  }

  private boolean lookAndAnswerAfter(int millis) {
    boolean asked = look();
    if (asked) {
      pulse.answer(now + millis * MS);
    }
    return asked;
  }

  /** Four looks without an answer. */
  private void answerSlowly() {
    look();
    look();
    look();
    look();
    pulse.answer(now);
  }
}
