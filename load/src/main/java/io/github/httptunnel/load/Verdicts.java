package io.github.httptunnel.load;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What became of the tunnels that one loop asked for in a window: when, and how long it took.
 * Confined to the loop's thread.
 */
final class Verdicts {

  private static final int DIGITS = 3;
  private static final long SECOND = 1_000_000_000L;

  private final Window window;
  private final Histogram served = new Histogram(DIGITS);
  private final Histogram refused = new Histogram(DIGITS);
  private final Map<String, Long> failures = new TreeMap<>();
  private final long[] servedIn;
  private long underWay;

  Verdicts(Window window) {
    this.window = window;
    this.servedIn = new long[(int) Math.ceil(window.seconds())];
  }

  /** One is asked for. */
  void began() {
    underWay++;
  }

  /** One that was due was not asked for. */
  void unasked(long due) {
    count("unasked", due);
  }

  /** One was opened and carried its message. */
  void served(long due, long now) {
    underWay--;
    if (window.holds(due)) {
      served.recordValue(now - due);
    }
    if (window.holds(now)) {
      servedIn[(int) ((now - window.begin()) / SECOND)]++;
    }
  }

  /** One was not: it was told why, or ended without a word. */
  void failed(IOException how, long due, long now) {
    underWay--;
    count(how instanceof Refused no ? "status_" + no.status() : "ended", due);
    if (window.holds(due)) {
      refused.recordValue(now - due);
    }
  }

  /** How many are neither served nor refused yet. */
  long underWay() {
    return underWay;
  }

  /** What was found; those that are still under way have no answer. */
  Outcomes found() {
    Map<String, Long> all = new TreeMap<>(failures);
    if (underWay > 0) {
      all.put("unanswered", underWay);
    }
    return new Outcomes(
        served.copy(), refused.copy(), all, Arrays.stream(servedIn).boxed().toList());
  }

  private void count(String how, long due) {
    if (window.holds(due)) {
      failures.merge(how, 1L, Long::sum);
    }
  }
}
