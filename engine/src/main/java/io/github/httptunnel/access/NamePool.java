package io.github.httptunnel.access;

import java.util.Arrays;

/**
 * Sorted names in blocks, of each only what differs from the one before, but for the first of a
 * block. Immutable.
 */
final class NamePool {

  /** Names in a block: more save memory, fewer save time. */
  static final int BLOCK = 16;

  /** More than a name can need. */
  private static final int ROOM = 2 + 256;

  /** For each name, how many characters it shares with the one before, how many codes, these. */
  private final byte[] bytes;

  private final char[] pairs;
  private final int[] blocks;

  private NamePool(byte[] bytes, char[] pairs, int[] blocks) {
    this.bytes = bytes;
    this.pairs = pairs;
    this.blocks = blocks;
  }

  static NamePool of(Names names) {
    PairCodes codes = new PairCodes();
    byte[] bytes = names.bytes();
    for (int name = 0; name < names.count(); name++) {
      codes.count(bytes, names.begin(name) + shared(names, name), names.end(name));
    }
    char[] pairs = codes.choose();
    int[] blocks = new int[(names.count() + BLOCK - 1) / BLOCK];
    byte[] pool = new byte[1 << 12];
    int length = 0;
    for (int name = 0; name < names.count(); name++) {
      if (length + ROOM > pool.length) {
        pool = Arrays.copyOf(pool, Names.grown(pool.length));
      }
      if (name % BLOCK == 0) {
        blocks[name / BLOCK] = length;
      }
      int shared = shared(names, name);
      int from = names.begin(name) + shared;
      int end = codes.write(bytes, from, names.end(name), pool, length + 2);
      pool[length] = (byte) shared;
      pool[length + 1] = (byte) (end - length - 2);
      length = end;
    }
    return new NamePool(Arrays.copyOf(pool, length), pairs, blocks);
  }

  int blocks() {
    return blocks.length;
  }

  private static int shared(Names names, int name) {
    return name % BLOCK == 0 ? 0 : names.shared(name - 1, name);
  }

  /**
   * The place of a name among those of a block; -1 if it is not there. Goes through the block and
   * keeps count of how many characters agree; no name is ever built.
   *
   * @param names in all
   * @param length which last characters of the text are the name
   */
  int find(int block, int names, String text, int length) {
    int at = blocks[block];
    int end = Math.min((block + 1) * BLOCK, names);
    int agree = 0;
    for (int entry = block * BLOCK; entry < end; entry++) {
      int shared = bytes[at] & 0xFF;
      int codes = bytes[at + 1] & 0xFF;
      at += 2;
      if (shared <= agree) {
        int compared = compare(at, at + codes, shared, text, length);
        if (compared == ~length) {
          return entry;
        }
        agree = compared < 0 ? ~compared : compared;
      }
      at += codes;
    }
    return -1;
  }

  /** How many characters agree; the complement of it if that is all of them. */
  private int compare(int from, int to, int shared, String text, int length) {
    int last = text.length() - 1;
    int agree = shared;
    for (int at = from; at < to; at++) {
      int code = bytes[at];
      char pair = code < 0 ? pairs[code & 0x7F] : 0;
      int first = code < 0 ? PairCodes.first(pair) : code;
      if (agree == length || first != text.charAt(last - agree)) {
        return agree;
      }
      agree++;
      if (code < 0) {
        if (agree == length || PairCodes.second(pair) != text.charAt(last - agree)) {
          return agree;
        }
        agree++;
      }
    }
    return ~agree;
  }
}
