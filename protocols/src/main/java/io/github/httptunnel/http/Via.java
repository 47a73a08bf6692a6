package io.github.httptunnel.http;

import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The mark that this proxy leaves on what it forwards (RFC 9110 §7.6.3), and finds again on what
 * comes back to it. Thread-safe.
 *
 * @param pseudonym a token that stands for this proxy and tells nothing about its machine
 */
public record Via(String pseudonym) {

  private static final int RANDOM_BYTES = 6;

  /** A pseudonym that no other proxy has, so that a chain of them is not taken for a loop. */
  public static Via random(RandomGenerator random) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return new Via("http-tunnel-" + HexFormat.of().formatHex(bytes));
  }

  /** The field to add to a message that was received in this minor version of HTTP/1. */
  public Field field(int minorVersion) {
    return new Field("Via", "1." + minorVersion + " " + pseudonym);
  }

  /** Whether a message with these fields has been here before. */
  public boolean isIn(List<Field> fields) {
    return Field.values(fields, "Via").stream().anyMatch(this::names);
  }

  private boolean names(String via) {
    for (String hop : via.split(",", -1)) {
      String[] parts = hop.strip().split("[ \t]+", 3);
      if (parts.length > 1 && parts[1].equalsIgnoreCase(pseudonym)) {
        return true;
      }
    }
    return false;
  }
}
