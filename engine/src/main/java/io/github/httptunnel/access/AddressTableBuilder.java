package io.github.httptunnel.access;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Collects blocks of one family and makes an {@link AddressTable} of them. Used once. */
final class AddressTableBuilder {

  private long[] high = new long[1 << 8];
  private long[] low = new long[1 << 8];
  private byte[] prefixes = new byte[1 << 8];
  private int[] marks = new int[1 << 8];
  private int count;
  private int duplicates;

  void add(Cidr block, int mark) {
    if (count == marks.length) {
      int grown = count + (count >> 1);
      high = Arrays.copyOf(high, grown);
      low = Arrays.copyOf(low, grown);
      prefixes = Arrays.copyOf(prefixes, grown);
      marks = Arrays.copyOf(marks, grown);
    }
    byte[] network = block.network();
    high[count] = AddressTable.long0(network);
    low[count] = AddressTable.long1(network);
    prefixes[count] = (byte) block.prefix();
    marks[count] = mark;
    count++;
  }

  /** How many were added, duplicates included. */
  int count() {
    return count;
  }

  /** How many of them were there before; known after {@link #build}. */
  int duplicates() {
    return duplicates;
  }

  AddressTable build() {
    long[] order = ChunkSort.sort(count, new Blocks());
    Cuts cuts = new Cuts(2 * count);
    Deque<Open> open = new ArrayDeque<>();
    for (int place = 0; place < count; place++) {
      int block = ChunkSort.item(order, place);
      while (!open.isEmpty() && isAfter(open.peek(), block)) {
        close(open, cuts);
      }
      open(open, block, cuts);
    }
    while (!open.isEmpty()) {
      close(open, cuts);
    }
    return cuts.table();
  }

  /** A block around the place that was reached, and what counts in it. */
  private record Open(long lastHigh, long lastLow, int block, int mark) {}

  private boolean isAfter(Open outer, int block) {
    int order = Long.compareUnsigned(high[block], outer.lastHigh());
    return order > 0 || (order == 0 && Long.compareUnsigned(low[block], outer.lastLow()) > 0);
  }

  private void open(Deque<Open> open, int block, Cuts cuts) {
    Open outer = open.peek();
    boolean again = outer != null && isSame(outer.block(), block);
    int own = marks[block];
    if (outer != null && again) {
      duplicates++;
      open.pop();
      own = Mark.again(marks[outer.block()], own);
      marks[block] = own;
    }
    int around = open.isEmpty() ? Mark.NONE : open.getFirst().mark();
    int mark = Mark.within(around, own);
    int prefix = prefixes[block] & 0xFF;
    open.push(
        new Open(
            high[block] | hostBits(prefix, 0),
            low[block] | hostBits(prefix, Long.SIZE),
            block,
            mark));
    cuts.add(high[block], low[block], mark);
  }

  private boolean isSame(int one, int other) {
    return prefixes[one] == prefixes[other] && high[one] == high[other] && low[one] == low[other];
  }

  /** After the last address, what is around the block counts again. */
  private static void close(Deque<Open> open, Cuts cuts) {
    Open done = open.pop();
    int around = open.isEmpty() ? Mark.NONE : open.getFirst().mark();
    long nextLow = done.lastLow() + 1;
    long nextHigh = done.lastHigh() + (nextLow == 0 ? 1 : 0);
    if (nextHigh != 0 || nextLow != 0) {
      cuts.add(nextHigh, nextLow, around);
    }
  }

  /** The bits of a word, which begins at a bit of the address, that are behind the prefix. */
  private static long hostBits(int prefix, int begin) {
    int fixed = Math.clamp(prefix - begin, 0, Long.SIZE);
    return fixed == Long.SIZE ? 0 : -1L >>> fixed;
  }

  /** The blocks as keys: by address, larger blocks before those within them. */
  private final class Blocks implements ChunkSort.Keys {

    private static final int PREFIX = 4;

    @Override
    public long chunk(int item, int depth) {
      return switch (depth) {
        case 0 -> high[item] >>> Integer.SIZE;
        case 1 -> high[item] & 0xFFFF_FFFFL;
        case 2 -> low[item] >>> Integer.SIZE;
        case 3 -> low[item] & 0xFFFF_FFFFL;
        default -> prefixes[item] & 0xFF;
      };
    }

    @Override
    public boolean isLast(long chunk, int depth) {
      return depth == PREFIX;
    }
  }

  /** Where the answer changes. */
  private static final class Cuts {

    private final long[] high;
    private final long[] low;
    private final int[] marks;
    private int count;

    Cuts(int most) {
      this.high = new long[most];
      this.low = new long[most];
      this.marks = new int[most];
    }

    /** Where several blocks begin or end, the last word counts. */
    void add(long atHigh, long atLow, int mark) {
      if (count > 0 && high[count - 1] == atHigh && low[count - 1] == atLow) {
        count--;
      }
      int before = count == 0 ? Mark.NONE : marks[count - 1];
      if (mark != before) {
        high[count] = atHigh;
        low[count] = atLow;
        marks[count] = mark;
        count++;
      }
    }

    AddressTable table() {
      boolean wide = Arrays.stream(low, 0, count).anyMatch(value -> value != 0);
      return new AddressTable(
          Arrays.copyOf(high, count),
          wide ? Arrays.copyOf(low, count) : new long[0],
          Arrays.copyOf(marks, count));
    }
  }
}
