package io.github.httptunnel.access;

import java.util.Arrays;

/**
 * Sorts many items by long keys, which it looks at {@value #BITS} bits at a time: the bits and the
 * item's number fit in one {@code long}, so that the JDK's sort of primitives does the work. Equal
 * items stay in the order of their numbers.
 */
final class ChunkSort {

  static final int BITS = 36;

  private static final int NUMBER_BITS = 27;
  private static final long NUMBER = (1L << NUMBER_BITS) - 1;

  private ChunkSort() {}

  /** The keys of the items. */
  interface Keys {

    /** The chunk of an item's key at a depth from 0; the lowest {@value #BITS} bits. */
    long chunk(int item, int depth);

    /** Whether items that agree in this chunk and all before it are equal. */
    boolean isLast(long chunk, int depth);
  }

  /** The numbers of the items, up to 2^27 of them, in order: {@link #item} tells them. */
  static long[] sort(int count, Keys keys) {
    long[] order = new long[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    sort(order, 0, count, 0, keys);
    return order;
  }

  /** The number of the item at a place of the order. */
  static int item(long[] order, int place) {
    return (int) (order[place] & NUMBER);
  }

  private static void sort(long[] order, int from, int to, int depth, Keys keys) {
    for (int i = from; i < to; i++) {
      int item = item(order, i);
      order[i] = keys.chunk(item, depth) << NUMBER_BITS | item;
    }
    Arrays.sort(order, from, to);
    int begin = from;
    for (int i = from + 1; i <= to; i++) {
      if (i == to || chunk(order[i]) != chunk(order[begin])) {
        if (i - begin > 1 && !keys.isLast(chunk(order[begin]), depth)) {
          sort(order, begin, i, depth + 1, keys);
        }
        begin = i;
      }
    }
  }

  private static long chunk(long entry) {
    return entry >>> NUMBER_BITS;
  }
}
