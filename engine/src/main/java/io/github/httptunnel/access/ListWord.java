package io.github.httptunnel.access;

import io.github.httptunnel.access.ListLine.Block;
import io.github.httptunnel.access.ListLine.Names;
import io.github.httptunnel.access.ListLine.Skipped;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Reads one word of a list: a name, an address or a block of addresses. */
final class ListWord {

  private ListWord() {}

  /**
   * Reads a name, {@code *.name}, {@code .name} or an address.
   *
   * @param single whether a name of one label is meant as it stands, and not by accident
   */
  static ListLine host(String word, Mark.Kind kind, boolean single) {
    int mark = word.startsWith("*.") ? 2 : word.startsWith(".") ? 1 : 0;
    String bare = word.substring(mark);
    return switch (TargetSyntax.hostInAnyScript(bare)) {
      case HostSyntax.Valid(Host.Name(String text)) ->
          single || mark > 0 || text.indexOf('.') >= 0
              ? new Names(List.of(text), kind)
              : new Skipped(SkipReason.SINGLE_WORD);
      case HostSyntax.Valid(Host.Address(InetAddress ip)) when mark == 0 ->
          new Block(Cidr.of(ip), kind);
      case HostSyntax.Valid _ -> new Skipped(SkipReason.UNKNOWN);
      case HostSyntax.Invalid _ ->
          new Skipped(bare.indexOf('*') >= 0 ? SkipReason.PATH : SkipReason.UNKNOWN);
    };
  }

  /** Reads an address or a block of addresses. */
  static ListLine block(String word) {
    if (!isBlock(word)) {
      return host(word, Mark.Kind.LISTED, false) instanceof Block address
          ? address
          : new Skipped(SkipReason.UNKNOWN);
    }
    try {
      return new Block(Cidr.parse(word), Mark.Kind.LISTED);
    } catch (IllegalArgumentException _) {
      return new Skipped(SkipReason.UNKNOWN);
    }
  }

  /** Whether it can be nothing but a block, or an IPv6 address. */
  static boolean isBlock(String word) {
    int i = 0;
    while (i < word.length() && (Character.digit(word.charAt(i), 16) >= 0 || isDot(word, i))) {
      i++;
    }
    return i > 0 && (i == word.length() ? word.indexOf(':') >= 0 : isPrefix(word, i));
  }

  /** Reads names alone; what is none of a line that has some does not matter. */
  static ListLine names(List<String> words, Mark.Kind kind, boolean single) {
    List<String> names = new ArrayList<>(words.size());
    Skipped skipped = new Skipped(SkipReason.UNKNOWN);
    for (String word : words) {
      switch (host(word, kind, single)) {
        case Names(List<String> found, _) -> names.addAll(found);
        case Skipped none -> skipped = none;
        case Block _, ListLine.Nothing _ -> {
          // 0.0.0.0 names itself in many hosts files
        }
      }
    }
    return names.isEmpty() ? skipped : new Names(names, kind);
  }

  private static boolean isDot(String word, int i) {
    return word.charAt(i) == '.' || word.charAt(i) == ':';
  }

  private static boolean isPrefix(String word, int slash) {
    boolean digits = word.charAt(slash) == '/' && slash + 1 < word.length();
    for (int i = slash + 1; i < word.length(); i++) {
      digits &= Character.digit(word.charAt(i), 10) >= 0;
    }
    return digits;
  }
}
