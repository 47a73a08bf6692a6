package io.github.httptunnel.sni;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * ClientHellos: what real clients sent (see {@code src/test/hellos/record.sh}), and ones that are
 * made here, of any size and with any fault.
 */
final class Hellos {

  /** The host that the recorded clients asked for. */
  static final String HOST = "hello.example";

  /** All that were recorded. */
  static final List<Recorded> CORPUS =
      List.of(
          new Recorded("curl", HOST, false),
          new Recorded("curl-no-name", null, false),
          new Recorded("openssl", HOST, false),
          new Recorded("openssl-tls12", HOST, false),
          new Recorded("openssl-no-name", null, false),
          new Recorded("gnutls", HOST, false),
          new Recorded("python", HOST, false),
          new Recorded("node", HOST, false),
          new Recorded("jdk", HOST, false),
          new Recorded("chromium", HOST, true),
          new Recorded("firefox", HOST, true),
          new Recorded("nss-ech", "provider.example", true));

  private Hellos() {}

  /**
   * One that was recorded.
   *
   * @param client which sent it: the file's name
   * @param name the host that it names in clear text; absent: none
   * @param ech whether another is hidden in it, or it looks so (RFC 9849)
   */
  record Recorded(String client, @Nullable String name, boolean ech) {

    byte[] bytes() {
      return recorded(client);
    }

    @Override
    public String toString() {
      return client;
    }
  }

  /** As it was recorded. */
  static byte[] recorded(String client) {
    try (InputStream in = Hellos.class.getResourceAsStream(client + ".bin")) {
      return Objects.requireNonNull(in, client).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same handshake message in records of at most so many bytes. */
  static byte[] inRecords(byte[] hello, int most) {
    return records(message(hello), most);
  }

  /** The handshake message of a hello in one record. */
  static byte[] message(byte[] hello) {
    return Arrays.copyOfRange(hello, 5, hello.length);
  }

  /** Wraps a handshake message. */
  static byte[] records(byte[] message, int most) {
    ByteBuf out = Unpooled.buffer();
    for (int at = 0; at < message.length; at += most) {
      int length = Math.min(most, message.length - at);
      out.writeByte(22).writeShort(0x0301).writeShort(length).writeBytes(message, at, length);
    }
    return bytes(out);
  }

  /** A whole hello in one record, with these extensions. */
  static byte[] with(byte[]... extensions) {
    return records(messageWith(extensions), 1 << 14);
  }

  /** A hello's handshake message with these extensions. */
  static byte[] messageWith(byte[]... extensions) {
    ByteBuf body = Unpooled.buffer();
    body.writeShort(0x0303).writeZero(32).writeByte(0);
    body.writeShort(2).writeShort(0x1301).writeByte(1).writeByte(0);
    int length = List.of(extensions).stream().mapToInt(extension -> extension.length).sum();
    body.writeShort(length);
    List.of(extensions).forEach(body::writeBytes);
    return handshake(1, bytes(body));
  }

  static byte[] handshake(int type, byte[] body) {
    ByteBuf message = Unpooled.buffer();
    return bytes(message.writeByte(type).writeMedium(body.length).writeBytes(body));
  }

  /** The extension that names a server. */
  static byte[] name(String host) {
    return extension(0, nameList(nameEntry(0, host)));
  }

  /** The list of names of such an extension. */
  static byte[] nameList(byte[]... entries) {
    ByteBuf list = Unpooled.buffer();
    List.of(entries).forEach(list::writeBytes);
    ByteBuf whole = Unpooled.buffer().writeShort(list.readableBytes()).writeBytes(list);
    return bytes(whole);
  }

  static byte[] nameEntry(int type, String host) {
    byte[] name = host.getBytes(StandardCharsets.ISO_8859_1);
    return bytes(Unpooled.buffer().writeByte(type).writeShort(name.length).writeBytes(name));
  }

  static byte[] extension(int type, byte[] content) {
    return bytes(Unpooled.buffer().writeShort(type).writeShort(content.length).writeBytes(content));
  }

  /** Key shares of that many bytes, as post-quantum ones are large. */
  static byte[] keyShares(int bytes) {
    return extension(51, new byte[bytes]);
  }

  static byte[] bytes(ByteBuf of) {
    byte[] bytes = new byte[of.readableBytes()];
    of.readBytes(bytes).release();
    return bytes;
  }
}
