package io.github.httptunnel.http1;

import java.util.BitSet;

/** The characters of names and methods (RFC 9110 §5.6.2). */
final class Tokens {

  private static final BitSet TCHAR = new BitSet();

  static {
    "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        .chars()
        .forEach(TCHAR::set);
  }

  private Tokens() {}

  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(TCHAR::get);
  }
}
