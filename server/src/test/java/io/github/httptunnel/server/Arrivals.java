package io.github.httptunnel.server;

import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Received;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What has come, and when.
 *
 * @param text all of it
 * @param sums how many bytes had come by which time of {@link System#nanoTime()}
 */
record Arrivals(String text, NavigableMap<Long, Long> sums) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** Reads so many bytes, or until no more come. */
  static Arrivals read(RawClient side, int bytes) {
    StringBuilder text = new StringBuilder();
    NavigableMap<Long, Long> sums = new TreeMap<>();
    while (text.length() < bytes) {
      Received next = side.receive(PATIENCE);
      if (next.text().isEmpty()) {
        break;
      }
      text.append(next.text());
      sums.put(System.nanoTime(), (long) text.length());
    }
    return new Arrivals(text.toString(), sums);
  }

  /** How much came in each of the seconds from one to another, counted from that time. */
  List<Long> inSeconds(int from, int to, long start) {
    return LongStream.range(from, to)
        .map(second -> by(start + (second + 1) * SECOND) - by(start + second * SECOND))
        .boxed()
        .toList();
  }

  private long by(long time) {
    var last = sums.floorEntry(time);
    return last == null ? 0 : last.getValue();
  }

  @Override
  public String toString() {
    return text.length() + " bytes";
  }
}
