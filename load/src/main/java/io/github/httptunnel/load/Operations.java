package io.github.httptunnel.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Operations of many workers. Used by one thread.
 *
 * @param paces those of the workers
 * @param perSecond how many are to begin; none for one after the other
 * @param window what is measured
 * @param watch how it is waited for
 */
record Operations(Loops<Pace> paces, @Nullable Double perSecond, Window window, Watch watch) {

  /** What is under way at the end must not keep the run waiting for longer. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * Lets them go on until the window is over.
   *
   * @param meter measures something else in the window
   */
  Latencies run(Meter meter) throws IOException, InterruptedException {
    if (perSecond == null) {
      watch.measure(window, meter);
    } else {
      try (Metronome metronome = Metronome.start(perSecond, window, paces)) {
        watch.measure(window, meter);
        metronome.await();
      }
    }
    watch.whilePositive(() -> paces.sum(Pace::away), GRACE);
    long now = System.nanoTime();
    Latencies found = Latencies.sum(paces.ask(pace -> pace.latencies(now)));
    if (found.completed() == 0) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "nothing was completed in %.1f s; does the proxy lead to the origin?",
              window.seconds()));
    }
    return found;
  }

  /** Runs them, and reports how many there were, how long they took and what each cost. */
  void run(CpuMeter cpu, Report report) throws IOException, InterruptedException {
    Latencies found = run(cpu);
    report
        .put("rate", perSecond)
        .put("completed", found.completed())
        .put("unfinished", found.unfinished())
        .put("per_second", found.completed() / window.seconds());
    found.report(report);
    cpu.perOperation(report, found.completed());
  }
}
