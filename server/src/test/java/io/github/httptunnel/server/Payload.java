package io.github.httptunnel.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Random;

/**
 * Bytes that no compression and no luck get through unharmed; the same for the same length.
 *
 * @param text as Latin-1, so that character {@code n} is byte {@code n}
 */
record Payload(String text) {

  static Payload of(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return new Payload(new String(bytes, ISO_8859_1));
  }

  /** The beginning of it. */
  Payload first(int length) {
    return new Payload(text.substring(0, length));
  }

  byte[] bytes() {
    return text.getBytes(ISO_8859_1);
  }

  @Override
  public String toString() {
    return text.length() + " bytes";
  }
}
