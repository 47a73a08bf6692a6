package io.github.httptunnel.access;

import java.util.random.RandomGenerator;

/**
 * Hashes names from their ends, so that walking once through a name gives the hashes of all its
 * suffixes. With a secret seed, as whoever writes a list could else make its names collide.
 *
 * <p>Eight characters are one step; each label ends with a step of what is left. As a step that
 * follows begins with the dot, no two suffixes take the same steps.
 *
 * @param seed where every name starts
 * @param first odd, as is {@code second}: else different states would become one
 */
record SuffixHash(long seed, long first, long second) {

  /** A hash that nobody can guess who cannot guess the random numbers. */
  static SuffixHash secret(RandomGenerator random) {
    return new SuffixHash(random.nextLong(), random.nextLong() | 1, random.nextLong() | 1);
  }

  /** The next state of the hash; after the last step of a label it is the hash of the suffix. */
  long step(long state, long word) {
    long mixed = (state ^ word) * first;
    mixed = (mixed ^ (mixed >>> 32)) * second;
    return mixed ^ (mixed >>> 29);
  }

  /** The hash of a whole name, given backwards. */
  long of(byte[] reversed, int from, int to) {
    long state = seed;
    long word = 0;
    int bits = 0;
    for (int i = from; i < to; i++) {
      if (reversed[i] == '.') {
        state = step(state, word);
        word = 0;
        bits = 0;
      }
      word |= (long) reversed[i] << bits;
      bits += Byte.SIZE;
      if (bits == Long.SIZE) {
        state = step(state, word);
        word = 0;
        bits = 0;
      }
    }
    return step(state, word);
  }
}
