package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class VerdictsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long BEGIN = 10 * SECOND;

  private final Verdicts verdicts = new Verdicts(new Window(BEGIN, BEGIN + 3 * SECOND));

  @Test
  void countsWhatWasServedInTheSecondInWhichItWas() {
    served(BEGIN, BEGIN + 1);
    served(BEGIN + 1, BEGIN + SECOND);
    served(BEGIN + SECOND, BEGIN + 3 * SECOND - 1);
    assertThat(verdicts.found().servedIn()).containsExactly(1L, 1L, 1L);
    assertThat(verdicts.found().served().getTotalCount()).isEqualTo(3);
  }

  @Test
  void timesWhatWasDueInTheWindow() {
    served(BEGIN - 1, BEGIN + 1);
    served(BEGIN + 3 * SECOND, BEGIN + 4 * SECOND);
    assertThat(verdicts.found().served().getTotalCount()).isZero();
    served(BEGIN + 2 * SECOND, BEGIN + 4 * SECOND);
    assertThat(verdicts.found().served().getMaxValue() / (double) SECOND).isBetween(1.9, 2.1);
  }

  @Test
  void tellsRefusalsFromEnds() {
    failed(new Refused(429, "no"));
    failed(new Refused(503, "no"));
    failed(new Refused(503, "no"));
    failed(new IOException("gone"));
    verdicts.unasked(BEGIN);
    verdicts.began();
    assertThat(verdicts.found().failures())
        .containsExactly(
            entry("ended", 1L),
            entry("status_429", 1L),
            entry("status_503", 2L),
            entry("unanswered", 1L),
            entry("unasked", 1L));
    assertThat(verdicts.found().refused().getTotalCount()).isEqualTo(4);
    assertThat(verdicts.underWay()).isOne();
  }

  @Test
  void addsWhatLoopsFound() {
    served(BEGIN, BEGIN + SECOND);
    failed(new Refused(429, "no"));
    Outcomes both = verdicts.found().plus(verdicts.found());
    assertThat(both.served().getTotalCount()).isEqualTo(2);
    assertThat(both.refused().getTotalCount()).isEqualTo(2);
    assertThat(both.failures()).containsExactly(entry("status_429", 2L));
    assertThat(both.servedIn()).containsExactly(0L, 2L, 0L);
  }

  private void served(long due, long now) {
    verdicts.began();
    verdicts.served(due, now);
  }

  private void failed(IOException how) {
    verdicts.began();
    verdicts.failed(how, BEGIN, BEGIN + SECOND);
  }
}
