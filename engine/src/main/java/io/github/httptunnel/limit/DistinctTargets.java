package io.github.httptunnel.limit;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many different targets there were within a minute. A few are kept as they are; more, in a map
 * of bits that is twice as large as the bound: linear counting, within about 2 % for a thousand, in
 * a quarter of a byte for each. The minute begins with its first target. Time is an argument, in
 * nanoseconds of any one clock. Not thread-safe.
 */
final class DistinctTargets {

  static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  /** As many hashes take no more than the smallest map. */
  static final int FEW = 16;

  private static final int LEAST_BITS = 1024;

  private long @Nullable [] few;
  private long @Nullable [] bits;
  private int set;
  private long began;

  /**
   * Whether this target is among the first of its minute.
   *
   * @param hash of the target, evenly spread
   * @param most how many there may be in a minute
   */
  boolean admits(long hash, int most, long now) {
    expire(now);
    if (contains(hash)) {
      return true;
    }
    if (isSpent(most, now)) {
      return false;
    }
    add(hash, most, now);
    return true;
  }

  /** Notes a target; beyond what is needed to know that there were too many it is not noted. */
  void note(long hash, int most, long now) {
    admits(hash, most, now);
  }

  /** Whether there were as many as there may be, in the minute that is not over. */
  boolean isSpent(int most, long now) {
    expire(now);
    if (few != null) {
      return set >= Math.min(most, FEW);
    }
    return bits != null && set >= bitsFor(most, bits.length * Long.SIZE);
  }

  private void expire(long now) {
    if (set > 0 && now - began >= MINUTE) {
      few = null;
      bits = null;
      set = 0;
    }
  }

  private boolean contains(long hash) {
    if (few != null) {
      return Arrays.stream(few, 0, set).anyMatch(known -> known == hash);
    }
    return bits != null && (bits[word(hash, bits)] & mask(hash)) != 0;
  }

  private void add(long hash, int most, long now) {
    if (set == 0) {
      began = now;
      if (most <= FEW) {
        few = new long[FEW];
      } else {
        bits = new long[size(most) / Long.SIZE];
      }
    }
    if (few != null) {
      few[set] = hash;
    } else if (bits != null) {
      bits[word(hash, bits)] |= mask(hash);
    }
    set++;
  }

  /** A power of two. */
  private static int size(int most) {
    return Math.max(LEAST_BITS, Integer.highestOneBit(Math.max(2 * most - 1, 1)) << 1);
  }

  /** How many bits so many targets set, as some of them meet. */
  private static long bitsFor(int most, int size) {
    return Math.max(1, Math.round(size * -Math.expm1(-(double) most / size)));
  }

  private static int word(long hash, long[] map) {
    return (int) (hash >>> 8) & (map.length - 1);
  }

  private static long mask(long hash) {
    return 1L << hash;
  }
}
