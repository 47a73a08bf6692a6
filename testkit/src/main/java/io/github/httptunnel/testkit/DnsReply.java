package io.github.httptunnel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Builds the answer to one query (RFC 1035 §4.1). Not thread-safe. */
final class DnsReply {

  private static final int ANSWER_FLAGS = 0x8180; // a response, recursion desired and available
  private static final int TRUNCATED = 0x0200;
  private static final int NO_ERROR = 0;
  private static final int SERVER_FAILURE = 2;
  private static final int NAME_ERROR = 3;
  private static final int IN = 1;

  private final DnsQuery query;
  private final ByteArrayOutputStream records = new ByteArrayOutputStream();
  private int code = NO_ERROR;
  private int answers;
  private int authorities;

  DnsReply(DnsQuery query) {
    this.query = query;
  }

  void address(String owner, InetAddress address, Duration ttl) {
    byte[] bytes = address.getAddress();
    DnsType type = bytes.length == 4 ? DnsType.A : DnsType.AAAA;
    if (type == query.type()) {
      append(owner, type, ttl, bytes);
      answers++;
    }
  }

  void alias(String owner, String target, Duration ttl) {
    append(owner, DnsType.CNAME, ttl, name(target));
    answers++;
  }

  /** Says for how long the lack of records may be cached; comes after all answers. */
  void nothing(Duration ttl) {
    ByteBuffer soa = ByteBuffer.allocate(2 + 5 * Integer.BYTES);
    soa.put(name("")).put(name("")).putInt(1).putInt(60).putInt(60).putInt(60);
    append("", DnsType.SOA, ttl, soa.putInt((int) ttl.toSeconds()).array());
    authorities++;
  }

  void nameError() {
    code = NAME_ERROR;
  }

  void failure() {
    code = SERVER_FAILURE;
  }

  /** The whole message, or just its head and the truncation mark if it is longer than allowed. */
  byte[] message(int longest) {
    byte[] whole = message(0, answers, authorities, records.toByteArray());
    return whole.length <= longest ? whole : message(TRUNCATED, 0, 0, new byte[0]);
  }

  private byte[] message(int flag, int answerCount, int authorityCount, byte[] body) {
    byte[] question = name(query.name());
    return ByteBuffer.allocate(12 + question.length + 4 + body.length)
        .putShort((short) query.id())
        .putShort((short) (ANSWER_FLAGS | flag | code))
        .putShort((short) 1)
        .putShort((short) answerCount)
        .putShort((short) authorityCount)
        .putShort((short) 0)
        .put(question)
        .putShort((short) query.typeCode())
        .putShort((short) IN)
        .put(body)
        .array();
  }

  private void append(String owner, DnsType type, Duration ttl, byte[] data) {
    byte[] name = name(owner);
    records.writeBytes(
        ByteBuffer.allocate(name.length + 10 + data.length)
            .put(name)
            .putShort((short) type.code())
            .putShort((short) IN)
            .putInt((int) ttl.toSeconds())
            .putShort((short) data.length)
            .put(data)
            .array());
  }

  private static byte[] name(String dotted) {
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    if (!dotted.isEmpty()) {
      for (String label : dotted.split("\\.", -1)) {
        labels.write(label.length());
        labels.writeBytes(label.getBytes(ISO_8859_1));
      }
    }
    labels.write(0);
    return labels.toByteArray();
  }
}
