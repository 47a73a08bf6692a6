package io.github.httptunnel.access;

/**
 * Blocks of addresses of one family. Immutable; a look-up is a binary search.
 *
 * <p>The address space is cut where the answer changes. An address is two {@code long}s, most
 * significant first, and IPv4 takes the upper half of the first. Blocks that are no smaller than
 * /64, as all of IPv4 are, need only the first one.
 */
final class AddressTable {

  private final long[] high;
  private final long[] low;
  private final int[] marks;

  /**
   * A table of what {@link AddressTableBuilder} has put in order.
   *
   * @param high of each cut, ascending as unsigned numbers
   * @param low the same; empty if all are zero
   * @param marks what counts from each cut on
   */
  AddressTable(long[] high, long[] low, int[] marks) {
    this.high = high;
    this.low = low;
    this.marks = marks;
  }

  boolean isEmpty() {
    return marks.length == 0;
  }

  /** The mark of the block that counts for an address; {@link Mark#NONE} if none does. */
  int find(byte[] address) {
    return find(long0(address), long1(address));
  }

  private int find(long addressHigh, long addressLow) {
    int from = 0;
    int to = marks.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int order = Long.compareUnsigned(high[middle], addressHigh);
      if (order == 0 && low.length > 0) {
        order = Long.compareUnsigned(low[middle], addressLow);
      }
      if (order <= 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from == 0 ? Mark.NONE : marks[from - 1];
  }

  /** The first eight bytes of an address, or its four bytes and zeros. */
  static long long0(byte[] address) {
    return value(address, 0, Math.min(Long.BYTES, address.length))
        << (address.length < Long.BYTES ? Integer.SIZE : 0);
  }

  /** The last eight bytes of an address; of IPv4 zero. */
  static long long1(byte[] address) {
    return address.length < 2 * Long.BYTES ? 0 : value(address, Long.BYTES, 2 * Long.BYTES);
  }

  private static long value(byte[] address, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      value = value << Byte.SIZE | (address[i] & 0xFF);
    }
    return value;
  }
}
