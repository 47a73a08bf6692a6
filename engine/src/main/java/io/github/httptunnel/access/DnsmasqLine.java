package io.github.httptunnel.access;

import io.github.httptunnel.access.ListLine.Skipped;
import java.util.Arrays;
import java.util.List;

/**
 * Reads a setting of dnsmasq that names domains: {@code address=/one.example/two.example/0.0.0.0}.
 * What is done with them there does not matter here, but that {@code server=/name/#} takes one out.
 */
final class DnsmasqLine {

  private static final List<String> SETTINGS = List.of("address", "server", "local");

  private DnsmasqLine() {}

  /** Whether the line can be nothing but such a setting. */
  static boolean isOne(String line) {
    int equals = line.indexOf('=');
    return equals > 0 && SETTINGS.contains(line.substring(0, equals).strip());
  }

  static ListLine read(String line) {
    int equals = line.indexOf('=');
    String value = equals < 0 ? "" : line.substring(equals + 1).strip();
    int last = value.lastIndexOf('/');
    if (!isOne(line) || !value.startsWith("/") || last == 0) {
      return new Skipped(SkipReason.DIRECTIVE);
    }
    boolean excepted = line.startsWith("server") && value.endsWith("/#");
    return ListWord.names(
        Arrays.asList(value.substring(1, last).split("/", -1)),
        excepted ? Mark.Kind.EXCEPTED : Mark.Kind.LISTED,
        true);
  }
}
