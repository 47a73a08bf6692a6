package io.github.httptunnel.server.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What an answer carries.
 *
 * @param type its media type
 * @param length in bytes; {@link #UNKNOWN} if it is written as it comes about
 * @param writing writes it
 */
public record Content(String type, long length, Writing writing) {

  /** Nobody knows how long it will be. */
  public static final long UNKNOWN = -1;

  /** Writes something. A reader who takes nothing for ten seconds breaks it off. */
  @FunctionalInterface
  public interface Writing {
    /** Writes to the client. */
    void to(OutputStream out) throws IOException;
  }

  /** A text, in UTF-8. */
  public static Content text(String type, String text) {
    return bytes(type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes, which must not change any more. */
  public static Content bytes(String type, byte[] bytes) {
    return new Content(type, bytes.length, out -> out.write(bytes));
  }

  /** What has no end before the writing has. */
  public static Content stream(String type, Writing writing) {
    return new Content(type, UNKNOWN, writing);
  }
}
