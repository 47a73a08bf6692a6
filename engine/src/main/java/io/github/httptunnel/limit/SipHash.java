package io.github.httptunnel.limit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;

/**
 * SipHash-2-4, as its authors describe it: a hash that cannot be foreseen without its key. So
 * nobody can choose addresses that meet in one place, and what is kept under a hash says nothing
 * about who it belongs to once the process has ended. Immutable.
 */
final class SipHash {

  private static final int COMPRESSIONS = 2;
  private static final int FINALIZATIONS = 4;

  private final long k0;
  private final long k1;

  /** With this key. */
  SipHash(long k0, long k1) {
    this.k0 = k0;
    this.k1 = k1;
  }

  /** With a key that nobody knows. */
  static SipHash random(SecureRandom random) {
    return new SipHash(random.nextLong(), random.nextLong());
  }

  /** The hash of these bytes. */
  long of(byte[] message) {
    State state = new State(k0, k1);
    ByteBuffer words = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (words.remaining() >= Long.BYTES) {
      state.absorb(words.getLong());
    }
    long last = (long) message.length << 56;
    for (int shift = 0; words.hasRemaining(); shift += Byte.SIZE) {
      last |= Byte.toUnsignedLong(words.get()) << shift;
    }
    state.absorb(last);
    return state.end();
  }

  /** The four words that are stirred. */
  private static final class State {

    private long v0;
    private long v1;
    private long v2;
    private long v3;

    State(long k0, long k1) {
      v0 = k0 ^ 0x736f6d6570736575L;
      v1 = k1 ^ 0x646f72616e646f6dL;
      v2 = k0 ^ 0x6c7967656e657261L;
      v3 = k1 ^ 0x7465646279746573L;
    }

    void absorb(long word) {
      v3 ^= word;
      rounds(COMPRESSIONS);
      v0 ^= word;
    }

    long end() {
      v2 ^= 0xff;
      rounds(FINALIZATIONS);
      return v0 ^ v1 ^ v2 ^ v3;
    }

    private void rounds(int count) {
      for (int i = 0; i < count; i++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
    }
  }
}
