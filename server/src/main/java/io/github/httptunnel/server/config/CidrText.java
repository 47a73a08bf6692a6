package io.github.httptunnel.server.config;

import io.github.httptunnel.access.Cidr;
import java.util.regex.Pattern;

/** Blocks of addresses, with problems that hold no part of the text. */
final class CidrText {

  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

  private CidrText() {}

  static Parsed<Cidr> parse(String text) {
    String trimmed = text.strip();
    try {
      return new Parsed.Good<>(Cidr.parse(trimmed));
    } catch (IllegalArgumentException _) {
      return new Parsed.Bad<>(problem(trimmed));
    }
  }

  private static String problem(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !isAddress(text.substring(0, slash))) {
      return "is no address block";
    }
    String length = text.substring(slash + 1);
    int bits = text.indexOf(':') < 0 ? 32 : 128;
    return LENGTH.matcher(length).matches() && Integer.parseInt(length) <= bits
        ? "has bits set behind its prefix"
        : "has no prefix length from 0 to " + bits;
  }

  private static boolean isAddress(String text) {
    try {
      Cidr.parse(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
