package io.github.httptunnel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Bytes that arrived, and the state of the connection after the last of them.
 *
 * @param text the bytes as Latin-1, so that character {@code n} is byte {@code n}
 * @param ending {@link Ending#OPEN} if nothing ended while reading
 */
public record Received(String text, Ending ending) {

  static Received of(byte[] bytes, int length, Ending ending) {
    return new Received(new String(bytes, 0, length, ISO_8859_1), ending);
  }

  /** The bytes, a fresh copy. */
  public byte[] bytes() {
    return text.getBytes(ISO_8859_1);
  }

  @Override
  public String toString() {
    return "Received[%d bytes, %s]".formatted(text.length(), ending);
  }

  /** Returns this if it ended as wanted, else fails with what happened instead. */
  public Received endedBy(Ending wanted) {
    if (ending != wanted) {
      throw new AssertionError(
          "connection: %s after %d bytes (expected: %s)".formatted(ending, text.length(), wanted));
    }
    return this;
  }
}
