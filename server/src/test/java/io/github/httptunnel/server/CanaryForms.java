package io.github.httptunnel.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Locale.ROOT;

import java.net.InetAddress;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * The forms in which a word may be written, all in lower case: searched in a text that was put in
 * lower case, they find every mix. A word counts as found when one half of it is: a dump has a line
 * end after every 16 bytes.
 */
final class CanaryForms {

  private static final HexFormat HEX = HexFormat.of();
  private static final HexFormat SPACED_HEX = HexFormat.ofDelimiter(" ");

  private CanaryForms() {}

  /** Those of any word. */
  static Set<String> ofWord(String word) {
    Set<String> forms = new LinkedHashSet<>();
    int middle = word.length() / 2;
    for (String half : new String[] {word.substring(0, middle), word.substring(middle)}) {
      encoded(forms, half);
    }
    forms.add(new StringBuilder(word).reverse().toString());
    for (int offset = 0; offset < 3; offset++) {
      forms.add(base64(word, offset).toLowerCase(ROOT));
    }
    return forms;
  }

  /** Those of an IPv4 address: its texts, and its four bytes. */
  static Set<String> ofAddress(String address) {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    String hex = HEX.formatHex(bytes);
    Set<String> forms = new LinkedHashSet<>();
    encoded(forms, address);
    forms.add(address.replace('.', '-'));
    forms.add(reversed(address));
    forms.add(hex);
    forms.add(hex.substring(0, 4) + ":" + hex.substring(4));
    forms.add(SPACED_HEX.formatHex(bytes));
    forms.add(Long.toString(Long.parseLong(hex, 16)));
    for (int offset = 0; offset < 3; offset++) {
      forms.add(base64(address, offset).toLowerCase(ROOT));
    }
    return forms;
  }

  private static void encoded(Set<String> forms, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    forms.add(text);
    forms.add(HEX.formatHex(bytes));
    forms.add(SPACED_HEX.formatHex(bytes));
    forms.add(each(text, "%%%02x"::formatted));
    forms.add(each(text, "\\u%04x"::formatted));
  }

  private static String each(String text, IntFunction<String> form) {
    return text.chars().mapToObj(form).collect(Collectors.joining());
  }

  /**
   * What Base64 makes of the text wherever it stands: without digits that hold neighbours' bits.
   */
  private static String base64(String text, int offset) {
    String padded = "\0".repeat(offset) + text;
    String encoded =
        Base64.getEncoder().withoutPadding().encodeToString(padded.getBytes(ISO_8859_1));
    int first = (offset * 8 + 5) / 6;
    return encoded.substring(first, padded.length() * 8 / 6);
  }

  private static String reversed(String address) {
    String[] parts = address.split("[.]", -1);
    return "%s.%s.%s.%s".formatted(parts[3], parts[2], parts[1], parts[0]);
  }
}
