package io.github.httptunnel.access;

import java.util.Arrays;

/**
 * Codes of one byte for the pairs of characters that are most frequent in some names; codes below
 * zero stand for pairs, others for the characters that they are. Saves a quarter of the bytes.
 */
final class PairCodes {

  private static final int CHARACTERS = 128;
  private static final int CODES = 128;

  private final int[] uses = new int[CHARACTERS * CHARACTERS];
  private final byte[] codes = new byte[CHARACTERS * CHARACTERS];

  /** Counts the pairs of some characters. */
  void count(byte[] bytes, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      uses[pair(bytes[i - 1], bytes[i])]++;
    }
  }

  /** Gives the most frequent pairs their codes: the pairs, by code. */
  char[] choose() {
    long[] order = new long[uses.length];
    for (int pair = 0; pair < uses.length; pair++) {
      order[pair] = (long) uses[pair] << Integer.SIZE | pair;
    }
    Arrays.sort(order);
    char[] pairs = new char[CODES];
    for (int i = 0; i < CODES; i++) {
      int pair = (int) order[order.length - 1 - i];
      pairs[i] = (char) pair;
      codes[pair] = uses[pair] == 0 ? 0 : (byte) (i | 0x80);
    }
    return pairs;
  }

  /** Writes characters in codes; where it stopped. */
  int write(byte[] bytes, int from, int to, byte[] into, int at) {
    int end = at;
    for (int i = from; i < to; i++) {
      byte code = i + 1 < to ? codes[pair(bytes[i], bytes[i + 1])] : 0;
      into[end++] = code == 0 ? bytes[i] : code;
      i += code == 0 ? 0 : 1;
    }
    return end;
  }

  /** The first character of a pair that {@link #choose} gave. */
  static int first(char pair) {
    return pair / CHARACTERS;
  }

  static int second(char pair) {
    return pair % CHARACTERS;
  }

  private static int pair(byte first, byte second) {
    return first * CHARACTERS + second;
  }
}
