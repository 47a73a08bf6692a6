package io.github.httptunnel.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** DNS messages made of a query by hand, for answers that no proper server gives. */
final class Forgery {

  private static final int HEADER = 12;
  private static final int TYPE_AND_CLASS = 4;
  private static final short ADDRESS = 1;
  private static final short NAME_SERVER = 2;
  private static final short INTERNET = 1;

  /** A pointer to the name in the question. */
  private static final short ASKED = (short) 0xC00C;

  private Forgery() {}

  /** That the name asked for, whatever the type, is at 127.0.0.2, under another id. */
  static byte[] withAnotherId(byte[] query) {
    byte[] reply = address(query, ASKED);
    reply[0] ^= 1;
    return reply;
  }

  /** The same under the right id, but to a question for another name. */
  static byte[] toAnotherQuestion(byte[] query) {
    byte[] reply = address(query, ASKED);
    reply[HEADER + 1] ^= 1;
    return reply;
  }

  /** A name that points at itself. */
  static byte[] pointingAtItself(byte[] query) {
    short itself = (short) (0xC000 | (HEADER + question(query).length));
    return address(query, itself);
  }

  /**
   * The right address of the name asked for, and beside it that {@code example} is served by a name
   * that is at 127.0.0.2.
   *
   * @param other a single label below {@code example}
   */
  static byte[] withANameServer(byte[] query, String other) {
    byte[] question = question(query);
    byte[] server = name(other);
    ByteBuffer reply = head(query, 1, 1, 1);
    record(reply, ASKED, type(query), loopback(query, 1));
    short parent = (short) (0xC000 | (HEADER + question.length - TYPE_AND_CLASS - 9));
    record(reply, parent, NAME_SERVER, server);
    reply.put(server);
    rest(reply, ADDRESS, new byte[] {127, 0, 0, 2});
    return bytes(reply);
  }

  private static byte[] address(byte[] query, short owner) {
    ByteBuffer reply = head(query, 1, 0, 0);
    record(reply, owner, type(query), loopback(query, 2));
    return bytes(reply);
  }

  private static byte[] bytes(ByteBuffer message) {
    byte[] bytes = new byte[message.flip().remaining()];
    message.get(bytes);
    return bytes;
  }

  private static ByteBuffer head(byte[] query, int answers, int authorities, int additional) {
    return ByteBuffer.allocate(512)
        .put(query, 0, 2)
        .putShort((short) 0x8180)
        .putShort((short) 1)
        .putShort((short) answers)
        .putShort((short) authorities)
        .putShort((short) additional)
        .put(question(query));
  }

  private static void record(ByteBuffer reply, short owner, short type, byte[] data) {
    reply.putShort(owner);
    rest(reply, type, data);
  }

  private static void rest(ByteBuffer reply, short type, byte[] data) {
    reply.putShort(type).putShort(INTERNET).putInt(60).putShort((short) data.length).put(data);
  }

  private static byte[] loopback(byte[] query, int last) {
    byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, (byte) last};
    return type(query) == ADDRESS ? Arrays.copyOfRange(mapped, HEADER, mapped.length) : mapped;
  }

  private static short type(byte[] query) {
    byte[] question = question(query);
    return ByteBuffer.wrap(question).getShort(question.length - TYPE_AND_CLASS);
  }

  private static byte[] question(byte[] query) {
    int end = HEADER;
    while (query[end] != 0) {
      end += 1 + query[end];
    }
    return Arrays.copyOfRange(query, HEADER, end + 1 + TYPE_AND_CLASS);
  }

  private static byte[] name(String label) {
    ByteBuffer name = ByteBuffer.allocate(1 + label.length() + 9);
    name.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
    name.put((byte) 7).put("example".getBytes(StandardCharsets.US_ASCII));
    return name.put((byte) 0).array();
  }
}
