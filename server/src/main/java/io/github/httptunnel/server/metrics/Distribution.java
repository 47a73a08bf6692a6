package io.github.httptunnel.server.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long something took, each time, in buckets.
 *
 * @param bounds the longest duration of each bucket in seconds; the last one's is infinite
 * @param counts how many fell into each
 */
public record Distribution(List<Double> bounds, List<Long> counts) {

  /** Copies the lists. */
  public Distribution {
    bounds = List.copyOf(bounds);
    counts = List.copyOf(counts);
  }

  /** How many there were. */
  public long count() {
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** Those that came behind an earlier reading of the same. */
  public Distribution since(Distribution earlier) {
    List<Long> rest = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      rest.add(counts.get(i) - earlier.counts.get(i));
    }
    return new Distribution(bounds, rest);
  }

  /**
   * The duration that this share of them did not exceed: an estimate, as within a bucket they are
   * taken to be spread evenly. Beyond the last finite bound, that bound; zero if there are none.
   *
   * @param share 0 to 1
   */
  public Duration percentile(double share) {
    double wanted = share * count();
    double from = 0;
    for (int i = 0; i < counts.size(); i++) {
      double to = bounds.get(i);
      long here = counts.get(i);
      if (here > 0 && wanted <= here) {
        return seconds(Double.isInfinite(to) ? from : from + (to - from) * wanted / here);
      }
      wanted -= here;
      from = Double.isInfinite(to) ? from : to;
    }
    return seconds(count() == 0 ? 0 : from);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
