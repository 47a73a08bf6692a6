package io.github.httptunnel.bench.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What the clients of a {@link Crowd} had moved at one moment.
 *
 * @param nanos the moment, by {@link System#nanoTime}
 * @param bytes of each client
 */
record Sample(long nanos, List<Long> bytes) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Bytes per second of each client since an earlier sample. */
  List<Double> ratesSince(Sample earlier) {
    double seconds = secondsSince(earlier);
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < bytes.size(); i++) {
      rates.add((bytes.get(i) - earlier.bytes.get(i)) / seconds);
    }
    return rates;
  }

  /** Bytes per second of all clients since an earlier sample. */
  double rateSince(Sample earlier) {
    return (total() - earlier.total()) / secondsSince(earlier);
  }

  private double secondsSince(Sample earlier) {
    return (nanos - earlier.nanos) / NANOS_PER_SECOND;
  }

  /** Bytes of all clients. */
  long total() {
    return bytes.stream().mapToLong(Long::longValue).sum();
  }
}
