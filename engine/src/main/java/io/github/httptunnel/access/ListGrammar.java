package io.github.httptunnel.access;

import io.github.httptunnel.access.ListLine.Nothing;

/** Reads a line of a list, whatever its format. */
final class ListGrammar {

  private static final ListLine NOTHING = new Nothing();

  private ListGrammar() {}

  /**
   * Reads one line.
   *
   * @param text without its line break
   */
  static ListLine read(String text, ListFormat format) {
    String line = text.strip();
    if (isComment(line)) {
      return NOTHING;
    }
    if ((format == ListFormat.AUTO || format == ListFormat.DOMAINS) && isPlainWord(line)) {
      return ListWord.host(line, Mark.Kind.LISTED, false);
    }
    return switch (format) {
      case ADBLOCK -> AdblockLine.read(line);
      case AUTO -> auto(line);
      case HOSTS -> PlainLine.hosts(uncommented(line));
      case DOMAINS -> PlainLine.domain(uncommented(line));
      case DNSMASQ -> DnsmasqLine.read(uncommented(line));
      case CIDR -> PlainLine.block(uncommented(line));
    };
  }

  private static ListLine auto(String line) {
    if (AdblockLine.isOne(line)) {
      return AdblockLine.read(line);
    }
    String words = uncommented(line);
    return DnsmasqLine.isOne(words) ? DnsmasqLine.read(words) : PlainLine.any(words);
  }

  /** Whether no other format could be meant: most lines of most lists, which saves looking. */
  private static boolean isPlainWord(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if ((c < 'a' || c > 'z') && c != '.' && c != '-' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  /** Of all formats; {@code [Adblock Plus 2.0]} is a heading. */
  private static boolean isComment(String line) {
    return line.isEmpty()
        || "#!;".indexOf(line.charAt(0)) >= 0
        || (line.charAt(0) == '[' && line.indexOf(':') < 0);
  }

  /** Without a comment behind the words. */
  private static String uncommented(String line) {
    for (int i = 1; i < line.length(); i++) {
      char c = line.charAt(i);
      if ((c == '#' || c == ';') && Character.isWhitespace(line.charAt(i - 1))) {
        return line.substring(0, i).strip();
      }
    }
    return line;
  }
}
