package io.github.httptunnel.load;

/** How much one tunnel may still move. Confined to one {@link Loop}'s thread. */
final class Quota {

  /** More than any tunnel moves. */
  static final long UNLIMITED = Long.MAX_VALUE;

  private final Tally tally;
  private long left;

  Quota(Tally tally, long bytes) {
    this.tally = tally;
    this.left = bytes;
  }

  /** Counts what was moved, as far as it was allowed; whether more is. */
  boolean take(long moved) {
    long counted = Math.min(moved, left);
    tally.add(counted);
    left -= counted;
    if (left == 0) {
      tally.ended(System.nanoTime());
    }
    return left > 0;
  }

  long left() {
    return left;
  }
}
