package io.github.httptunnel.access;

import java.util.Arrays;

/** Collects names and makes a {@link SuffixTable} of them. Used once, by one thread. */
final class SuffixTableBuilder {

  /** Slots of the hash table for four names are five. */
  private static final int FULL = 4;

  private static final int SLOTS = 5;

  private final SuffixHash hash;
  private final Names names = new Names(1 << 12, 1 << 8);
  private int[] marks = new int[1 << 8];

  SuffixTableBuilder(SuffixHash hash) {
    this.hash = hash;
  }

  /** Adds a name in lower case, of letters, digits, hyphens, underscores and dots. */
  void add(String name, int mark) {
    if (names.count() == marks.length) {
      marks = Arrays.copyOf(marks, Names.grown(marks.length));
    }
    marks[names.count()] = mark;
    names.add(name);
  }

  /** How many were added, duplicates included. */
  int count() {
    return names.count();
  }

  SuffixTable build() {
    long[] order = ChunkSort.sort(names.count(), names);
    int different = dropDuplicates(order);
    Names sorted = names.inOrder(order, different);
    NamePool pool = NamePool.of(sorted);
    int blockMask = Math.max(1, Integer.highestOneBit(pool.blocks()) << 1) - 1;
    int[] slots = new int[(int) ((long) different * SLOTS / FULL) + 1];
    SuffixFilter filter = new SuffixFilter(different);
    int[] sortedMarks = new int[different];
    int shallowest = Integer.MAX_VALUE;
    int deepest = 0;
    for (int name = 0; name < different; name++) {
      sortedMarks[name] = marks[ChunkSort.item(order, name)];
      long state = hash.of(sorted.bytes(), sorted.begin(name), sorted.end(name));
      filter.add(state);
      insert(slots, state, ((int) state & ~blockMask) | (name / NamePool.BLOCK + 1));
      int labels = sorted.labels(name);
      shallowest = Math.min(shallowest, labels);
      deepest = Math.max(deepest, labels);
    }
    return new SuffixTable(hash, shallowest, deepest, filter, pool, sortedMarks, slots, blockMask);
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
    for (int place = 0; place < order.length; place++) {
      int name = ChunkSort.item(order, place);
      int before = different == 0 ? -1 : ChunkSort.item(order, different - 1);
      if (before >= 0 && names.areEqual(before, name)) {
        marks[before] = Mark.again(marks[before], marks[name]);
      } else {
        order[different++] = order[place];
      }
    }
    return different;
  }
}
