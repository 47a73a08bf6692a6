package io.github.httptunnel.tunnel;

/**
 * What a DNS name may look like. By hand: a regular expression takes ten times as long, and lists
 * have millions of names.
 */
final class NameGrammar {

  private static final int LONGEST_LABEL = 63;

  private NameGrammar() {}

  /**
   * Whether it consists of labels of 1 to 63 letters, digits, underscores and hyphens that neither
   * begin nor end with a hyphen.
   */
  static boolean isName(String text) {
    int label = 0;
    char before = '.';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' ? before == '.' || before == '-' : c == '-' ? before == '.' : !isWord(c)) {
        return false;
      }
      label = c == '.' ? 0 : label + 1;
      if (label > LONGEST_LABEL) {
        return false;
      }
      before = c;
    }
    return before != '.' && before != '-';
  }

  /** Whether a platform resolver would read the last label as (part of) an IPv4 address. */
  static boolean endsLikeAnAddress(String name) {
    int from = name.lastIndexOf('.') + 1;
    boolean hex = name.startsWith("0x", from) || name.startsWith("0X", from);
    for (int i = hex ? from + 2 : from; i < name.length(); i++) {
      if (hex ? !isHex(name.charAt(i)) : !isDigit(name.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
  }

  private static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
