package io.github.httptunnel.access;

/**
 * Names, of which each stands for itself and all below it. Immutable and compact: less than 20
 * bytes for each of a million names; a look-up allocates nothing, and of a name that is not there
 * it seldom reads more than a {@link SuffixFilter}.
 *
 * <p>Names are stored backwards in a {@link NamePool}. A hash table leads to the block of a name,
 * with as many bits of its hash as there is room for; what counts in the end is the comparison of
 * the names.
 */
final class SuffixTable {

  private final SuffixHash hash;
  private final int shallowest;
  private final int deepest;
  private final SuffixFilter filter;
  private final NamePool pool;
  private final int[] marks;
  private final int[] slots;
  private final int blockMask;

  /**
   * A table of what {@link SuffixTableBuilder} has put in order.
   *
   * @param shallowest the fewest labels of a name
   * @param deepest the most labels
   * @param filter of the names
   * @param marks of the names, in the order of the pool
   * @param slots hash table: of a name's hash the bits outside of {@code blockMask}, and the number
   *     of its block, from 1; 0 if free
   */
  SuffixTable(
      SuffixHash hash,
      int shallowest,
      int deepest,
      SuffixFilter filter,
      NamePool pool,
      int[] marks,
      int[] slots,
      int blockMask) {
    this.hash = hash;
    this.shallowest = shallowest;
    this.deepest = deepest;
    this.filter = filter;
    this.pool = pool;
    this.marks = marks;
    this.slots = slots;
    this.blockMask = blockMask;
  }

  int size() {
    return marks.length;
  }

  /** The mark of the entry that counts for a name in lower case; {@link Mark#NONE} if none does. */
  int find(String name) {
    int found = Mark.NONE;
    int depth = 1;
    long state = hash.seed();
    long word = 0;
    int bits = 0;
    for (int length = 0; length < name.length(); length++) {
      int c = name.charAt(name.length() - 1 - length);
      if (c == '.') {
        state = hash.step(state, word);
        if (depth >= shallowest) {
          found = Mark.within(found, exact(state, name, length));
        }
        depth++;
        if (depth > deepest) {
          return found;
        }
        word = 0;
        bits = 0;
      }
      word |= (long) c << bits;
      bits += Byte.SIZE;
      if (bits == Long.SIZE) {
        state = hash.step(state, word);
        word = 0;
        bits = 0;
      }
    }
    return Mark.within(found, exact(hash.step(state, word), name, name.length()));
  }

  /** The mark of the last {@code length} characters of a name, taken for a whole name. */
  private int exact(long state, String name, int length) {
    if (!filter.mayHold(state)) {
      return Mark.NONE;
    }
    int at = home(state, slots.length);
    while (slots[at] != 0) {
      int slot = slots[at];
      if (((slot ^ (int) state) & ~blockMask) == 0) {
        int entry = pool.find((slot & blockMask) - 1, marks.length, name, length);
        if (entry >= 0) {
          return marks[entry];
        }
      }
      at = at + 1 == slots.length ? 0 : at + 1;
    }
    return Mark.NONE;
  }

  /** Where in the hash table a name would stand by itself. */
  static int home(long state, int slots) {
    return (int) (((state >>> Integer.SIZE) * slots) >>> Integer.SIZE);
  }
}
