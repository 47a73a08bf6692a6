package io.github.httptunnel.access;

/**
 * Names, of which each stands for itself and all below it. Immutable and compact: about 18 bytes
 * for each of a million names; a look-up takes two or three reads of memory and allocates nothing.
 *
 * <p>Names are stored backwards and sorted, in blocks: of each name only what differs from the one
 * before, but for the first of a block. A hash table leads to the block of a name, with as many
 * bits of its hash as there is room for; what counts in the end is the comparison of the names.
 */
final class SuffixTable {

  /** Names in a block: more save memory, fewer save time. */
  static final int BLOCK = 16;

  private final SuffixHash hash;
  private final int shallowest;
  private final int deepest;
  private final byte[] pool;
  private final int[] blocks;
  private final int[] marks;
  private final int[] slots;
  private final int blockMask;

  /**
   * A table of what {@link SuffixTableBuilder} has put in order.
   *
   * @param shallowest the fewest labels of a name
   * @param deepest the most labels
   * @param pool for each name, how many characters it shares with the one before, how many more it
   *     has, and these
   * @param blocks where each block begins in the pool
   * @param marks of the names
   * @param slots hash table: of a name's hash the bits outside of {@code blockMask}, and the number
   *     of its block, from 1; 0 if free
   */
  SuffixTable(
      SuffixHash hash,
      int shallowest,
      int deepest,
      byte[] pool,
      int[] blocks,
      int[] marks,
      int[] slots,
      int blockMask) {
    this.hash = hash;
    this.shallowest = shallowest;
    this.deepest = deepest;
    this.pool = pool;
    this.blocks = blocks;
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
    int at = home(state, slots.length);
    while (slots[at] != 0) {
      int slot = slots[at];
      if (((slot ^ (int) state) & ~blockMask) == 0) {
        int mark = inBlock((slot & blockMask) - 1, name, length);
        if (mark != Mark.NONE) {
          return mark;
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

  /** Goes through a block and keeps count of how many characters agree; no name is ever built. */
  private int inBlock(int block, String name, int length) {
    int at = blocks[block];
    int end = Math.min((block + 1) * BLOCK, marks.length);
    int last = name.length() - 1;
    int agree = 0;
    for (int entry = block * BLOCK; entry < end; entry++) {
      int shared = pool[at] & 0xFF;
      int more = pool[at + 1] & 0xFF;
      at += 2;
      if (shared <= agree) {
        agree = shared;
        int most = Math.min(shared + more, length);
        while (agree < most && pool[at + agree - shared] == name.charAt(last - agree)) {
          agree++;
        }
        if (agree == length && shared + more == length) {
          return marks[entry];
        }
      }
      at += more;
    }
    return Mark.NONE;
  }
}
