package io.github.httptunnel.access;

import java.util.Arrays;

/**
 * Names, backwards and one behind the other, as a {@code String} for each of millions would not
 * fit. For one thread.
 */
final class Names implements ChunkSort.Keys {

  private static final int SYMBOL_BITS = 6;
  private static final int SYMBOLS = ChunkSort.BITS / SYMBOL_BITS;

  private byte[] bytes;
  private int[] ends;
  private int count;

  /**
   * No names.
   *
   * @param characters for how many there is room at first
   */
  Names(int characters, int names) {
    this.bytes = new byte[characters];
    this.ends = new int[names];
  }

  /** Adds a name in lower case, of letters, digits, hyphens, underscores and dots. */
  void add(String name) {
    int end = makeRoom(name.length());
    for (int i = 0; i < name.length(); i++) {
      bytes[end - 1 - i] = (byte) name.charAt(i);
    }
  }

  /** The first names of an order, one behind the other in it. */
  Names inOrder(long[] order, int several) {
    Names sorted = new Names(bytes.length, several);
    for (int place = 0; place < several; place++) {
      int name = ChunkSort.item(order, place);
      int end = sorted.makeRoom(length(name));
      System.arraycopy(bytes, begin(name), sorted.bytes, end - length(name), length(name));
    }
    return sorted;
  }

  int count() {
    return count;
  }

  int begin(int name) {
    return name == 0 ? 0 : ends[name - 1];
  }

  int end(int name) {
    return ends[name];
  }

  /** All characters, for those who know between which two places to look. */
  byte[] bytes() {
    return bytes;
  }

  boolean areEqual(int one, int other) {
    return Arrays.equals(bytes, begin(one), end(one), bytes, begin(other), end(other));
  }

  /** How many characters two different names have in common at their ends. */
  int shared(int one, int other) {
    return Arrays.mismatch(bytes, begin(one), end(one), bytes, begin(other), end(other));
  }

  int labels(int name) {
    int labels = 1;
    for (int i = begin(name); i < end(name); i++) {
      labels += bytes[i] == '.' ? 1 : 0;
    }
    return labels;
  }

  /** Six characters are a chunk, and the end of a name comes before any. */
  @Override
  public long chunk(int item, int depth) {
    int from = begin(item) + depth * SYMBOLS;
    int end = end(item);
    long chunk = 0;
    for (int i = from; i < from + SYMBOLS; i++) {
      chunk = chunk << SYMBOL_BITS | (i < end ? symbol(bytes[i]) : 0);
    }
    return chunk;
  }

  @Override
  public boolean isLast(long chunk, int depth) {
    return (chunk & ((1 << SYMBOL_BITS) - 1)) == 0;
  }

  /** A number from 1 to 63; the characters of names lie in three rows of ASCII. */
  private static int symbol(byte c) {
    return c >= 'a' ? c - 'a' + 14 : c == '_' ? 40 : c - '-' + 1;
  }

  /** Counts a name of this length and gives its end. */
  private int makeRoom(int length) {
    int begin = count == 0 ? 0 : ends[count - 1];
    if (begin + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(begin + length, grown(bytes.length)));
    }
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, grown(count) + 1);
    }
    ends[count++] = begin + length;
    return begin + length;
  }

  private int length(int name) {
    return end(name) - begin(name);
  }

  static int grown(int length) {
    return length + (length >> 1);
  }
}
