package io.github.httptunnel.testkit;

/**
 * The byte stream of a SplitMix64 generator: any seed gives an endless stream in which a lost,
 * doubled or swapped byte shows. Each output is eight bytes, the lowest first. Not thread-safe.
 */
public final class SplitMix64 {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;
  private long word;
  private int left;

  /** Starts the stream of {@code seed}. */
  public SplitMix64(long seed) {
    this.state = seed;
  }

  /** The next 64 bits. */
  public long nextLong() {
    state += GAMMA;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The next byte. */
  public byte nextByte() {
    if (left == 0) {
      word = nextLong();
      left = Long.BYTES;
    }
    byte next = (byte) word;
    word >>>= Byte.SIZE;
    left--;
    return next;
  }

  /** The next {@code length} bytes, into the front of {@code target}. */
  public void fill(byte[] target, int length) {
    for (int i = 0; i < length; i++) {
      target[i] = nextByte();
    }
  }

  /** A number from 1 to {@code bound}, for random cuts. */
  public int upTo(int bound) {
    return 1 + (int) Long.remainderUnsigned(nextLong(), bound);
  }
}
