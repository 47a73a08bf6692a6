package io.github.httptunnel.access;

/**
 * Tells of most names that are not in a {@link SuffixTable} that they are not. It takes one byte
 * for each name that is, so that it stays in the processor's caches where the table does not: most
 * names that are asked for are in no list, and each label of them would be a read of memory.
 *
 * <p>A Bloom filter of three bits within one word. Filled once, before others see it.
 */
final class SuffixFilter {

  private final long[] words;

  /**
   * An empty filter.
   *
   * @param names how many it is for
   */
  SuffixFilter(int names) {
    this.words = new long[names / Long.BYTES + 1];
  }

  /** Takes note of a name's hash. */
  void add(long state) {
    words[word(state)] |= bits(state);
  }

  /** Whether the name with this hash may be there; false if it is not. */
  boolean mayHold(long state) {
    long bits = bits(state);
    return (words[word(state)] & bits) == bits;
  }

  private int word(long state) {
    return SuffixTable.home(state, words.length);
  }

  /** Of other bits than those that choose the word. */
  private static long bits(long state) {
    return 1L << state | 1L << (state >>> 6) | 1L << (state >>> 12);
  }
}
