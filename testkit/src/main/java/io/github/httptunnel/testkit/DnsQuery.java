package io.github.httptunnel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/**
 * The one question of a DNS message (RFC 1035 §4.1).
 *
 * @param id chosen by whoever asks
 * @param name in lower case, without the last dot
 * @param type what is asked for
 * @param typeCode its number, also of types this enum does not name
 * @param raw the message as Latin-1
 */
record DnsQuery(int id, String name, DnsType type, int typeCode, String raw) {

  private static final int HEADER = 12;

  /** Takes the message apart; empty if it is no query with a question. */
  static Optional<DnsQuery> parse(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    try {
      int id = in.getShort() & 0xffff;
      boolean answer = in.getShort() < 0;
      int questions = in.getShort();
      String name = name(in.position(HEADER));
      int code = in.getShort() & 0xffff;
      String raw = new String(message, ISO_8859_1);
      return answer || questions != 1
          ? Optional.empty()
          : Optional.of(new DnsQuery(id, name, DnsType.of(code), code, raw));
    } catch (BufferUnderflowException | IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** The message. */
  byte[] bytes() {
    return raw.getBytes(ISO_8859_1);
  }

  private static String name(ByteBuffer in) {
    StringBuilder name = new StringBuilder();
    for (int length = in.get(); length != 0; length = in.get()) {
      byte[] label = new byte[length & 0xff];
      in.get(label);
      name.append(name.isEmpty() ? "" : ".").append(new String(label, ISO_8859_1));
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
