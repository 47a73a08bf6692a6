package io.github.httptunnel.relay;

/**
 * The rule of {@code min_rate_bpm} for one direction, as arithmetic: time is an argument, in
 * nanoseconds of any monotonic clock, and counts in whole milliseconds.
 *
 * <p>After a grace of 30 s the bytes of the last 60 s are compared with the minimum; before the
 * first 60 s are over, the bytes so far with that part of it. So silence counts as slow too.
 *
 * <p>The minute is kept in seconds; of each the first and the last moment with bytes are known, and
 * those between count as evenly spread. A burst and a steady stream are judged to the millisecond,
 * anything else to less than a second.
 */
final class MinimumRate {

  static final long GRACE_MILLIS = 30_000;
  static final long WINDOW_MILLIS = 60_000;
  private static final int BUCKET_MILLIS = 1000;

  /** A minute can touch 61 seconds. */
  private static final int BUCKETS = 61;

  private final long bytesPerMinute;
  private final long start;
  private final long[] bytes = new long[BUCKETS];
  private final short[] first = new short[BUCKETS];
  private final short[] last = new short[BUCKETS];

  /** The newest second that has a bucket, and what all buckets hold. */
  private long newest;

  private long sum;
  private double credit;
  private long excusedUntil;

  MinimumRate(long bytesPerMinute, long start) {
    this.bytesPerMinute = bytesPerMinute;
    this.start = start;
    this.excusedUntil = start;
  }

  /** Bytes moved. */
  void add(long count, long now) {
    long millis = millis(now);
    advance(millis / BUCKET_MILLIS);
    int bucket = bucket(newest);
    short offset = (short) (millis % BUCKET_MILLIS);
    if (bytes[bucket] == 0) {
      first[bucket] = offset;
    }
    last[bucket] = offset;
    bytes[bucket] += count;
    sum += count;
  }

  /**
   * The direction was not free to move for so long: that time is no fault of the peers. Nor is it
   * judged for a moment, as it may be held back for longer.
   */
  void excuse(long nanos, long now) {
    excusedUntil = now + Nanos.SECOND;
    credit += (double) bytesPerMinute * nanos / Nanos.MILLISECOND / WINDOW_MILLIS;
    long whole = (long) Math.ceil(credit);
    if (whole > 0) {
      credit -= whole;
      add(whole, now);
    }
  }

  /** Whether fewer bytes moved than must. */
  boolean isBroken(long now) {
    long age = millis(now);
    if (age < GRACE_MILLIS || now < excusedUntil) {
      return false;
    }
    advance(age / BUCKET_MILLIS);
    double needed = (double) bytesPerMinute * Math.min(age, WINDOW_MILLIS);
    return (double) withinWindow(age) * WINDOW_MILLIS < needed;
  }

  /** When the rule is broken unless more bytes come. */
  long brokenAt(long now) {
    advance(millis(now) / BUCKET_MILLIS);
    // a million minutes' worth is as good as any more, and can be counted in milliseconds
    double minutes = Math.min((double) sum / bytesPerMinute, 1e6);
    long age = Math.max((long) (minutes * WINDOW_MILLIS) + 1, GRACE_MILLIS);
    boolean inFirstMinute = age <= WINDOW_MILLIS && millis(now) <= WINDOW_MILLIS;
    long at = inFirstMinute ? age : Math.max(surplusGoneAt(), WINDOW_MILLIS);
    return Math.max(start + Math.max(at, millis(now) + 1) * Nanos.MILLISECOND, excusedUntil);
  }

  /** The age at which so many of the bytes have left the window that too few are in it. */
  private long surplusGoneAt() {
    long surplus = sum - bytesPerMinute;
    if (surplus < 0) {
      return 0;
    }
    for (long second = Math.max(newest - BUCKETS + 1, 0); second <= newest; second++) {
      int bucket = bucket(second);
      if (bytes[bucket] > surplus) {
        double part = (double) (surplus + 1) / bytes[bucket];
        double offset = first[bucket] + Math.ceil((last[bucket] - first[bucket]) * part);
        return second * BUCKET_MILLIS + (long) offset + WINDOW_MILLIS;
      }
      surplus -= bytes[bucket];
    }
    return 0;
  }

  private long withinWindow(long age) {
    long cut = age - WINDOW_MILLIS;
    if (cut < 0) {
      return sum;
    }
    return sum - gone(bucket(cut / BUCKET_MILLIS), cut % BUCKET_MILLIS);
  }

  /** How many of a second's bytes moved up to a moment of it. */
  private long gone(int bucket, long offset) {
    if (offset < first[bucket]) {
      return 0;
    }
    if (offset >= last[bucket]) {
      return bytes[bucket];
    }
    double part = (double) (offset - first[bucket]) / (last[bucket] - first[bucket]);
    return (long) (bytes[bucket] * part);
  }

  private void advance(long second) {
    long empty = Math.min(second - newest, BUCKETS);
    for (long next = second - empty + 1; next <= second; next++) {
      sum -= bytes[bucket(next)];
      bytes[bucket(next)] = 0;
    }
    newest = Math.max(newest, second);
  }

  private static int bucket(long second) {
    return (int) (second % BUCKETS);
  }

  private long millis(long now) {
    return (now - start) / Nanos.MILLISECOND;
  }
}
