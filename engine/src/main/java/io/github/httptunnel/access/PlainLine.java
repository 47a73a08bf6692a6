package io.github.httptunnel.access;

import io.github.httptunnel.access.ListLine.Skipped;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Stream;

/** Reads lines of words: hosts files, names, address blocks. */
final class PlainLine {

  /** What nearly every line of a hosts file that blocks begins with. */
  private static final Set<String> SINKS = Set.of("0.0.0.0", "127.0.0.1", "::", "::1");

  private PlainLine() {}

  /** An address and names. */
  static ListLine hosts(String line) {
    List<String> words = words(line);
    return words.size() > 1 && isAddress(words.getFirst())
        ? ListWord.names(words.subList(1, words.size()), Mark.Kind.LISTED, false)
        : new Skipped(SkipReason.UNKNOWN);
  }

  /** One name or address. */
  static ListLine domain(String line) {
    ListLine read =
        isOneWord(line)
            ? ListWord.host(line, Mark.Kind.LISTED, false)
            : new Skipped(SkipReason.UNKNOWN);
    return line.indexOf('/') >= 0 && read.equals(new Skipped(SkipReason.UNKNOWN))
        ? new Skipped(SkipReason.PATH)
        : read;
  }

  /** One address or block. */
  static ListLine block(String line) {
    return isOneWord(line) ? ListWord.block(line) : new Skipped(SkipReason.UNKNOWN);
  }

  /** Whichever of these it looks like. */
  static ListLine any(String line) {
    if (!isOneWord(line)) {
      return hosts(line);
    }
    return ListWord.isBlock(line) ? ListWord.block(line) : domain(line);
  }

  private static boolean isOneWord(String line) {
    return line.indexOf(' ') < 0 && line.indexOf('\t') < 0;
  }

  private static List<String> words(String line) {
    StringTokenizer words = new StringTokenizer(line);
    return Stream.generate(words::nextToken).limit(words.countTokens()).toList();
  }

  /** The zone of {@code fe80::1%lo0} does not matter. */
  private static boolean isAddress(String word) {
    if (SINKS.contains(word)) {
      return true;
    }
    int zone = word.indexOf('%');
    String address = zone < 0 ? word : word.substring(0, zone);
    String host = address.indexOf(':') < 0 ? address : "[" + address + "]";
    return TargetSyntax.host(host) instanceof HostSyntax.Valid(Host.Address _);
  }
}
