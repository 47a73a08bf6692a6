package io.github.httptunnel.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/** Asks a SOCKS5 proxy for a tunnel, without a user (RFC 1928). */
final class Socks5 {

  private static final byte VERSION = 5;
  private static final byte IPV4 = 1;
  private static final byte NAME = 3;
  private static final byte IPV6 = 4;
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int PORT_BYTES = 2;

  private Socks5() {}

  static List<Step> to(Endpoint target) {
    return List.of(new Method(), new Request(target));
  }

  private static void checkVersion(byte[] received) throws IOException {
    if (received[0] != VERSION) {
      throw new IOException(
          "it answered with version " + (received[0] & 0xff) + " (expected: 5, for SOCKS5)");
    }
  }

  /** Agrees on how to authenticate (§3). */
  private record Method() implements Step {

    private static final byte NONE = 0;
    private static final int LENGTH = 2;

    @Override
    public byte[] question() {
      return new byte[] {VERSION, 1, NONE};
    }

    @Override
    public int end(byte[] received) throws IOException {
      if (received.length < LENGTH) {
        return -1;
      }
      checkVersion(received);
      if (received[1] != NONE) {
        throw new IOException(
            "it wants method " + (received[1] & 0xff) + " (expected: 0, no authentication)");
      }
      return LENGTH;
    }
  }

  /** Says where to connect (§4 to §6). */
  private record Request(Endpoint target) implements Step {

    private static final byte CONNECT = 1;

    /** Version, reply, reserved, kind of address; behind the address the port. */
    private static final int HEAD = 4;

    @Override
    public byte[] question() {
      byte[] address = address();
      return ByteBuffer.allocate(HEAD - 1 + address.length + PORT_BYTES)
          .put(new byte[] {VERSION, CONNECT, 0})
          .put(address)
          .putShort((short) target.port())
          .array();
    }

    /** The kind of the address, and the address. */
    private byte[] address() {
      try {
        byte[] literal = InetAddress.ofLiteral(target.host()).getAddress();
        return ByteBuffer.allocate(1 + literal.length)
            .put(literal.length == IPV4_BYTES ? IPV4 : IPV6)
            .put(literal)
            .array();
      } catch (IllegalArgumentException itIsAName) {
        byte[] name = target.host().getBytes(US_ASCII);
        return ByteBuffer.allocate(2 + name.length)
            .put(NAME)
            .put((byte) name.length)
            .put(name)
            .array();
      }
    }

    @Override
    public int end(byte[] received) throws IOException {
      if (received.length <= HEAD) {
        return -1;
      }
      checkVersion(received);
      if (received[1] != 0) {
        throw new IOException("it refused with reply " + (received[1] & 0xff) + " (expected: 0)");
      }
      int end = HEAD + addressBytes(received) + PORT_BYTES;
      return received.length < end ? -1 : end;
    }

    private static int addressBytes(byte[] received) throws IOException {
      return switch (received[HEAD - 1]) {
        case IPV4 -> IPV4_BYTES;
        case IPV6 -> IPV6_BYTES;
        case NAME -> 1 + (received[HEAD] & 0xff);
        default ->
            throw new IOException(
                "it answered with address type " + received[HEAD - 1] + " (expected: 1, 3 or 4)");
      };
    }
  }
}
