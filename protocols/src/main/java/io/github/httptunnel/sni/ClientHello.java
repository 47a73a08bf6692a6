package io.github.httptunnel.sni;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What matters of a ClientHello (RFC 8446 §4.1.2, RFC 5246 §7.4.1.2).
 *
 * @param serverName as sent; absent if there is none
 * @param ech whether it holds an encrypted hello, or what looks like one
 */
record ClientHello(@Nullable String serverName, boolean ech) {

  private static final int VERSION_AND_RANDOM = 2 + 32;
  private static final int SERVER_NAME = 0;
  private static final int HOST_NAME = 0;

  /** RFC 9849, and ESNI as it was before. */
  private static final int ENCRYPTED_CLIENT_HELLO = 0xfe0d;

  private static final int ENCRYPTED_SERVER_NAME = 0xffce;

  /**
   * Reads a hello without the header of its message.
   *
   * @return absent if it is malformed
   */
  static @Nullable ClientHello read(ByteBuf body) {
    try {
      body.skipBytes(VERSION_AND_RANDOM);
      body.skipBytes(body.readUnsignedByte());
      body.skipBytes(body.readUnsignedShort());
      body.skipBytes(body.readUnsignedByte());
      return body.isReadable() ? extensions(body) : new ClientHello(null, false);
    } catch (IndexOutOfBoundsException _) {
      return null;
    }
  }

  private static @Nullable ClientHello extensions(ByteBuf body) {
    ByteBuf all = body.readSlice(body.readUnsignedShort());
    String name = null;
    boolean ech = false;
    while (all.isReadable()) {
      int type = all.readUnsignedShort();
      ByteBuf content = all.readSlice(all.readUnsignedShort());
      switch (type) {
        case SERVER_NAME -> {
          String found = name == null ? hostName(content) : null;
          if (found == null) {
            return null;
          }
          name = found;
        }
        case ENCRYPTED_CLIENT_HELLO, ENCRYPTED_SERVER_NAME -> ech = true;
        default -> {}
      }
    }
    return body.isReadable() ? null : new ClientHello(name, ech);
  }

  /** The only name in the list: RFC 6066 allows one of each type, and defines one type. */
  private static @Nullable String hostName(ByteBuf extension) {
    ByteBuf list = extension.readSlice(extension.readUnsignedShort());
    boolean known = list.readUnsignedByte() == HOST_NAME;
    ByteBuf name = list.readSlice(list.readUnsignedShort());
    boolean alone = !extension.isReadable() && !list.isReadable();
    return known && alone && name.isReadable() ? name.toString(StandardCharsets.ISO_8859_1) : null;
  }
}
