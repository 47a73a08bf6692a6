package io.github.httptunnel.load;

import java.util.List;

/**
 * What clients moved in a time.
 *
 * @param seconds the time
 * @param bytes of each client
 */
record Traffic(double seconds, List<Long> bytes) {

  /** Bytes of all clients. */
  long total() {
    return bytes.stream().mapToLong(Long::longValue).sum();
  }

  /** Bytes per second of all clients. */
  double rate() {
    return total() / seconds;
  }

  /** Bytes per second of each client. */
  List<Double> rates() {
    return bytes.stream().map(moved -> moved / seconds).toList();
  }
}
