package io.github.httptunnel.testkit;

/**
 * A frame of a WebSocket (RFC 6455 §5.2).
 *
 * @param kind its opcode
 * @param last whether its message ends with it
 * @param payload the bytes it carries, unmasked, as Latin-1
 */
public record WebSocketFrame(Kind kind, boolean last, String payload) {

  /** The opcodes, with their codes. */
  public enum Kind {
    /** More of a message. */
    CONTINUATION(0x0),
    /** The beginning of a message in UTF-8. */
    TEXT(0x1),
    /** The beginning of any other message. */
    BINARY(0x2),
    /** The last frame of its direction. */
    CLOSE(0x8),
    /** To be answered with the same payload. */
    PING(0x9),
    /** That answer. */
    PONG(0xA);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  static final int LAST = 0x80;
  static final int MASKED = 0x80;
  static final int TWO_BYTE_LENGTH = 126;
  static final int EIGHT_BYTE_LENGTH = 127;

  /** A whole message. */
  public static WebSocketFrame message(Kind kind, String latin1) {
    return new WebSocketFrame(kind, true, latin1);
  }

  /** The end of a direction, with its status (RFC 6455 §7.4). */
  public static WebSocketFrame close(int status) {
    return message(Kind.CLOSE, bigEndian(status, Short.BYTES));
  }

  /** Its bytes as a server sends them, as Latin-1. */
  public String unmasked() {
    return head(0) + payload;
  }

  /** Its bytes as a client sends them, masked with {@code key} (RFC 6455 §5.3), as Latin-1. */
  public String masked(int key) {
    return head(MASKED) + bigEndian(key, Integer.BYTES) + masked(payload, key);
  }

  /** The payload with the mask put on or taken off, which is the same. */
  static String masked(String payload, int key) {
    String mask = bigEndian(key, Integer.BYTES);
    StringBuilder result = new StringBuilder(payload.length());
    for (int i = 0; i < payload.length(); i++) {
      result.append((char) (payload.charAt(i) ^ mask.charAt(i % mask.length())));
    }
    return result.toString();
  }

  private String head(int mask) {
    String first = bigEndian((last ? LAST : 0) | kind.code(), Byte.BYTES);
    int length = payload.length();
    if (length < TWO_BYTE_LENGTH) {
      return first + (char) (mask | length);
    }
    return length <= 0xffff
        ? first + (char) (mask | TWO_BYTE_LENGTH) + bigEndian(length, Short.BYTES)
        : first + (char) (mask | EIGHT_BYTE_LENGTH) + bigEndian(length, Long.BYTES);
  }

  private static String bigEndian(long value, int bytes) {
    StringBuilder result = new StringBuilder(bytes);
    for (int shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      result.append((char) ((value >> shift) & 0xff));
    }
    return result.toString();
  }
}
