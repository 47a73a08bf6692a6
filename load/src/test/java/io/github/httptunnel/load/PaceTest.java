package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Window ALWAYS = new Window(Long.MIN_VALUE / 4, Long.MAX_VALUE / 4);

  private final Counting worker = new Counting();

  private static final class Counting extends Worker {
    private int begun;

    @Override
    void begin() {
      begun++;
    }
  }

  @Test
  void beginsTheNextOperationWhenTheOneBeforeIsOver() throws IOException {
    Pace pace = new Pace(ALWAYS, Timing.IN_TURN);
    pace.add(worker);
    assertThat(worker.begun).isEqualTo(1);
    finish(pace, System.nanoTime());
    assertThat(worker.begun).isEqualTo(2);
    assertThat(pace.away()).isEqualTo(1);
  }

  @Test
  void beginsNothingBeforeItIsDue() throws IOException {
    Pace pace = new Pace(ALWAYS, Timing.WHEN_DUE);
    pace.add(worker);
    assertThat(worker.begun).isZero();
    pace.due(100);
    assertThat(worker.begun).isEqualTo(1);
  }

  @Test
  void countsTheWaitForAFreeWorker() throws IOException {
    Pace pace = new Pace(ALWAYS, Timing.WHEN_DUE);
    pace.add(worker);
    pace.due(100);
    pace.due(200);
    finish(pace, 1_000_100);
    finish(pace, 2_000_200);
    Latencies found = pace.latencies(3_000_000);
    assertThat(found.completed()).isEqualTo(2);
    assertThat(found.unfinished()).isZero();
    assertThat(found.times().getMinValue()).isBetween(999_000L, 1_001_000L);
    assertThat(found.times().getMaxValue()).isBetween(1_999_000L, 2_001_000L);
  }

  @Test
  void dropsWhatIsDueWhileNobodyIsFreeIfItIsToldTo() throws IOException {
    Pace pace = new Pace(ALWAYS, Timing.WHEN_DUE_OR_NEVER);
    pace.add(worker);
    pace.due(100);
    pace.due(200);
    finish(pace, 300);
    assertThat(worker.begun).isEqualTo(1);
    assertThat(pace.latencies(400).unfinished()).isZero();
  }

  @Test
  void countsWhatIsNotCompleteWithTheTimeThatItHasTaken() throws IOException {
    Pace pace = new Pace(ALWAYS, Timing.WHEN_DUE);
    pace.add(worker);
    pace.due(0);
    pace.due(1_000_000);
    Latencies found = pace.latencies(5_000_000);
    assertThat(found.completed()).isZero();
    assertThat(found.unfinished()).isEqualTo(2);
    assertThat(found.times().getMinValue()).isBetween(3_990_000L, 4_000_000L);
    assertThat(found.times().getMaxValue()).isBetween(5_000_000L, 5_010_000L);
  }

  @Test
  void countsOnlyWhatWasPlannedInTheWindow() throws IOException {
    Pace pace = new Pace(new Window(100, 200), Timing.WHEN_DUE);
    pace.add(worker);
    for (long moment : new long[] {99, 100, 199, 200}) {
      pace.due(moment);
      pace.done(worker, moment + 1);
      pace.next(worker, 150);
    }
    assertThat(pace.latencies(300).completed()).isEqualTo(2);
  }

  @Test
  void beginsNothingAfterTheWindow() throws IOException {
    Pace pace = new Pace(new Window(100, 200), Timing.WHEN_DUE);
    pace.add(worker);
    pace.next(worker, 150);
    pace.due(160);
    pace.done(worker, 170);
    pace.next(worker, 200);
    pace.due(180);
    assertThat(pace.latencies(300).unfinished()).isEqualTo(1);
  }

  private void finish(Pace pace, long now) throws IOException {
    pace.done(worker, now);
    pace.next(worker, now);
  }
}
