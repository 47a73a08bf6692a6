package io.github.httptunnel.access;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Collects names and makes a {@link SuffixTable} of them. Used once, by one thread. */
final class SuffixTableBuilder {

  /** Slots of the hash table for three names are four. */
  private static final int FULL = 3;

  private static final int SLOTS = 4;
  private static final int SYMBOL_BITS = 6;
  private static final int SYMBOLS = ChunkSort.BITS / SYMBOL_BITS;

  private final RandomGenerator random;
  private byte[] reversed = new byte[1 << 12];
  private int[] ends = new int[1 << 8];
  private int[] marks = new int[1 << 8];
  private int count;

  /**
   * @param random where the seed of the hash comes from: not to be guessed by who writes lists
   */
  SuffixTableBuilder(RandomGenerator random) {
    this.random = random;
  }

  /** Adds a name in lower case, of letters, digits, hyphens, underscores and dots. */
  void add(String name, int mark) {
    int begin = begin(count);
    int end = begin + name.length();
    if (end > reversed.length) {
      reversed = Arrays.copyOf(reversed, Math.max(end, grown(reversed.length)));
    }
    if (count == marks.length) {
      ends = Arrays.copyOf(ends, grown(count));
      marks = Arrays.copyOf(marks, grown(count));
    }
    for (int i = begin; i < end; i++) {
      reversed[i] = (byte) name.charAt(end - 1 - i);
    }
    ends[count] = end;
    marks[count] = mark;
    count++;
  }

  /** How many were added, duplicates included. */
  int count() {
    return count;
  }

  SuffixTable build() {
    long[] order = ChunkSort.sort(count, new Names());
    int different = dropDuplicates(order);
    SuffixHash hash = new SuffixHash(random.nextLong(), random.nextLong());
    int blockCount = (different + SuffixTable.BLOCK - 1) / SuffixTable.BLOCK;
    int blockMask = Math.max(1, Integer.highestOneBit(blockCount) << 1) - 1;
    int[] slots = new int[(int) ((long) different * SLOTS / FULL) + 1];
    Pool pool = new Pool(blockCount, different);
    for (int place = 0; place < different; place++) {
      int name = ChunkSort.item(order, place);
      pool.add(name, place);
      long state = hash.of(reversed, begin(name), ends[name]);
      insert(slots, state, ((int) state & ~blockMask) | (place / SuffixTable.BLOCK + 1));
    }
    return new SuffixTable(
        hash,
        pool.shallowest,
        pool.deepest,
        pool.trimmed(),
        pool.blocks,
        pool.marks,
        slots,
        blockMask);
  }

  private static void insert(int[] slots, long state, int slot) {
    int at = SuffixTable.home(state, slots.length);
    while (slots[at] != 0) {
      at = at + 1 == slots.length ? 0 : at + 1;
    }
    slots[at] = slot;
  }

  /** Moves the first of each name to the front; their number. */
  private int dropDuplicates(long[] order) {
    int different = 0;
    for (int place = 0; place < count; place++) {
      int name = ChunkSort.item(order, place);
      if (different > 0 && same(ChunkSort.item(order, different - 1), name)) {
        int first = ChunkSort.item(order, different - 1);
        marks[first] = Mark.again(marks[first], marks[name]);
      } else {
        order[different++] = order[place];
      }
    }
    return different;
  }

  private boolean same(int one, int other) {
    return Arrays.equals(reversed, begin(one), ends[one], reversed, begin(other), ends[other]);
  }

  private int begin(int name) {
    return name == 0 ? 0 : ends[name - 1];
  }

  private static int grown(int length) {
    return length + (length >> 1);
  }

  /** The names as keys: six characters are a chunk, and the end of a name comes before any. */
  private final class Names implements ChunkSort.Keys {

    @Override
    public long chunk(int item, int depth) {
      int at = begin(item) + depth * SYMBOLS;
      long chunk = 0;
      for (int i = at; i < at + SYMBOLS; i++) {
        chunk = chunk << SYMBOL_BITS | (i < ends[item] ? symbol(reversed[i]) : 0);
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
  }

  /** The names in order, each without what it shares with the one before. */
  private final class Pool {

    private final int[] blocks;
    private final int[] marks;
    private byte[] bytes = new byte[1 << 12];
    private int length;
    private int shallowest = Integer.MAX_VALUE;
    private int deepest;
    private int before;

    Pool(int blockCount, int different) {
      this.blocks = new int[blockCount];
      this.marks = new int[different];
    }

    void add(int name, int place) {
      boolean first = place % SuffixTable.BLOCK == 0;
      int shared = first ? 0 : shared(before, name);
      int begin = begin(name) + shared;
      int more = ends[name] - begin;
      if (length + more + 2 > bytes.length) {
        bytes = Arrays.copyOf(bytes, grown(bytes.length));
      }
      if (first) {
        blocks[place / SuffixTable.BLOCK] = length;
      }
      bytes[length++] = (byte) shared;
      bytes[length++] = (byte) more;
      System.arraycopy(reversed, begin, bytes, length, more);
      length += more;
      marks[place] = SuffixTableBuilder.this.marks[name];
      int labels = labels(name);
      shallowest = Math.min(shallowest, labels);
      deepest = Math.max(deepest, labels);
      before = name;
    }

    byte[] trimmed() {
      return Arrays.copyOf(bytes, length);
    }

    private int shared(int one, int other) {
      return Arrays.mismatch(reversed, begin(one), ends[one], reversed, begin(other), ends[other]);
    }

    private int labels(int name) {
      int labels = 1;
      for (int i = begin(name); i < ends[name]; i++) {
        labels += reversed[i] == '.' ? 1 : 0;
      }
      return labels;
    }
  }
}
