package io.github.httptunnel.load;

import java.nio.ByteBuffer;

/**
 * What a tunnel's messages say: never the same twice, so that bytes that are lost, repeated or
 * those of others are seen. Confined to one thread.
 */
final class Content {

  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private final long seed = System.identityHashCode(this) * PRIME;
  private long number;

  /** Fills a buffer with the next message, and makes it ready to be read. */
  void write(ByteBuffer into) {
    number++;
    for (int i = 0; into.hasRemaining(); i++) {
      into.put(at(i));
    }
    into.flip();
  }

  /** Whether bytes are those of the last message from an index on. */
  boolean matches(ByteBuffer bytes, int from) {
    for (int i = from; bytes.hasRemaining(); i++) {
      if (bytes.get() != at(i)) {
        return false;
      }
    }
    return true;
  }

  private byte at(int index) {
    long mixed = (seed + number * PRIME + (index >>> 3)) * PRIME;
    return (byte) (mixed >>> (8 * (index & 7)));
  }
}
