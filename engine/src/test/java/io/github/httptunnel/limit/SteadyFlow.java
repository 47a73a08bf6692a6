package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Share;

/** Has so many bytes to send every so many milliseconds, and counts how long they had to wait. */
final class SteadyFlow {

  private final Share share;
  private final int bytes;
  private final long period;
  private long clock;
  private int held;
  private long heldSince;
  private long longest;
  private long sent;

  SteadyFlow(Share share, int bytes, long period) {
    this.share = share;
    this.bytes = bytes;
    this.period = period;
  }

  void millisecond() {
    clock++;
    if (clock % period == 0) {
      boolean idle = held == 0;
      heldSince = idle ? clock : heldSince;
      held += bytes;
      if (idle) {
        pump();
      }
    }
  }

  long sent() {
    return sent;
  }

  /** The longest that anything waited, in milliseconds. */
  long longestWait() {
    return longest;
  }

  private void pump() {
    int given = share.take(held);
    sent += given;
    held -= given;
    longest = Math.max(longest, clock - heldSince);
    if (held > 0) {
      share.whenMore(this::pump);
    }
  }
}
