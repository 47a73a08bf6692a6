package io.github.httptunnel.access;

/**
 * What is known of an entry, in one {@code int} as there are millions: its line and its kind. Zero
 * stands for no entry.
 */
final class Mark {

  static final int NONE = 0;

  private static final int KIND_BITS = 2;

  private Mark() {}

  /** What an entry means; a later one outranks an earlier one. */
  enum Kind {
    /** It is on the list. */
    LISTED(0),
    /** It is taken off the list, whatever lists it. */
    EXCEPTED(1),
    /** It is on the list, whatever takes it off. */
    IMPORTANT(2);

    private final int rank;

    Kind(int rank) {
      this.rank = rank;
    }
  }

  /** A mark for an entry in a line from 1 to 2^29. */
  static int of(int line, Kind kind) {
    return line << KIND_BITS | kind.rank;
  }

  static int line(int mark) {
    return mark >>> KIND_BITS;
  }

  /** Whether who ends up with this mark is on the list. */
  static boolean isListed(int mark) {
    return mark != NONE && rank(mark) != Kind.EXCEPTED.rank;
  }

  /** Of an entry and one within it, the one that counts: the nearer one if it ranks as high. */
  static int within(int outer, int inner) {
    return inner != NONE && (outer == NONE || rank(inner) >= rank(outer)) ? inner : outer;
  }

  /** Of two entries for the same, the one that counts: the first unless the other ranks higher. */
  static int again(int first, int second) {
    return rank(second) > rank(first) ? second : first;
  }

  private static int rank(int mark) {
    return mark & ((1 << KIND_BITS) - 1);
  }
}
