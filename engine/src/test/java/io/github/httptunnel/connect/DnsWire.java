package io.github.httptunnel.connect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Locale;

/** DNS messages byte by byte (RFC 1035 §4), so that a test can also make wrong ones. */
final class DnsWire {

  static final int A = 1;
  static final int CNAME = 5;
  static final int AAAA = 28;

  private static final int HEADER = 12;

  private DnsWire() {}

  /** A query as it came. */
  static final class Query {

    private final int id;
    private final String name;
    private final int type;
    private final byte[] question;

    private Query(int id, String name, int type, byte[] question) {
      this.id = id;
      this.name = name;
      this.type = type;
      this.question = question;
    }

    int id() {
      return id;
    }

    String name() {
      return name;
    }

    int type() {
      return type;
    }

    byte[] question() {
      return question.clone();
    }

    static Query parse(byte[] message) {
      StringBuilder name = new StringBuilder();
      int at = HEADER;
      while (message[at] != 0) {
        int length = message[at++];
        name.append(name.isEmpty() ? "" : ".").append(new String(message, at, length, US_ASCII));
        at += length;
      }
      ByteBuffer buffer = ByteBuffer.wrap(message);
      byte[] question = new byte[at + 5 - HEADER];
      buffer.get(HEADER, question);
      return new Query(
          buffer.getShort(0) & 0xffff,
          name.toString().toLowerCase(Locale.ROOT),
          buffer.getShort(at + 1),
          question);
    }

    /** The start of a response that repeats the question. */
    Response response() {
      return new Response(id, question);
    }
  }

  /** A response in the making. */
  static final class Response {

    private final int id;
    private final byte[] question;
    private final ByteArrayOutputStream records = new ByteArrayOutputStream();
    private int flags = 0x8180;
    private int answers;

    Response(int id, byte[] question) {
      this.id = id;
      this.question = question;
    }

    Response rcode(int code) {
      flags |= code;
      return this;
    }

    Response truncated() {
      flags |= 0x0200;
      return this;
    }

    Response address(String owner, long ttl, String literal) {
      byte[] bytes = InetAddress.ofLiteral(literal).getAddress();
      return add(owner, bytes.length == 4 ? A : AAAA, ttl, bytes);
    }

    Response alias(String owner, long ttl, String target) {
      return add(owner, CNAME, ttl, name(target));
    }

    Response add(String owner, int type, long ttl, byte[] data) {
      records.writeBytes(name(owner));
      ByteBuffer fixed = ByteBuffer.allocate(10);
      fixed.putShort((short) type).putShort((short) 1).putInt((int) ttl);
      fixed.putShort((short) data.length);
      records.writeBytes(fixed.array());
      records.writeBytes(data);
      answers++;
      return this;
    }

    byte[] bytes() {
      ByteBuffer message = ByteBuffer.allocate(HEADER + question.length + records.size());
      message.putShort((short) id).putShort((short) flags);
      message.putShort((short) 1).putShort((short) answers).putInt(0);
      return message.put(question).put(records.toByteArray()).array();
    }
  }

  static byte[] name(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String label : text.split("\\.", -1)) {
      out.write(label.length());
      out.writeBytes(label.getBytes(US_ASCII));
    }
    out.write(0);
    return out.toByteArray();
  }
}
