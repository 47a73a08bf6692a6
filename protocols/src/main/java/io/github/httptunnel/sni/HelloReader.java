package io.github.httptunnel.sni;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Finds the ClientHello in the first bytes of a stream, across segments and TLS records (RFC 8446
 * §5.1). Each byte is looked at once, however they come; what is kept is bounded by {@link #MOST}.
 */
final class HelloReader {

  /** A post-quantum hello has about 2 KiB. */
  static final int MOST = 64 * 1024;

  private static final int RECORD_HEADER = 5;
  private static final int HANDSHAKE = 22;
  private static final int MAJOR_VERSION = 3;
  private static final int LONGEST_RECORD = 1 << 14;
  private static final int MESSAGE_HEADER = 4;
  private static final int CLIENT_HELLO = 1;

  private final ByteBuf message;
  private int next;

  /**
   * @param message empty and growable; for the hello without the headers of its records
   */
  HelloReader(ByteBuf message) {
    this.message = message;
  }

  /** What the bytes so far are. */
  sealed interface Reading {
    /** The beginning of a hello, as far as can be told. */
    record More() implements Reading {}

    /** No TLS. */
    record NotTls() implements Reading {}

    /** Something malformed or too long that began as a hello. */
    record Unreadable() implements Reading {}

    /** A hello. */
    record Complete(ClientHello hello) implements Reading {}
  }

  private static final Reading MORE = new Reading.More();
  private static final Reading NOT_TLS = new Reading.NotTls();
  private static final Reading UNREADABLE = new Reading.Unreadable();

  /**
   * Reads on.
   *
   * @param all that has come so far, from index 0
   */
  Reading read(ByteBuf all) {
    while (all.writerIndex() > next) {
      if (!beginsAsRecord(all)) {
        return next == 0 ? NOT_TLS : UNREADABLE;
      }
      Reading record = record(all);
      if (record != null) {
        return record;
      }
    }
    return MORE;
  }

  /** As far as the record has come; that of its first byte of content too in the first one. */
  private boolean beginsAsRecord(ByteBuf all) {
    int there = all.writerIndex() - next;
    return all.getByte(next) == HANDSHAKE
        && (there < 2 || all.getByte(next + 1) == MAJOR_VERSION)
        && (there < RECORD_HEADER || isLength(all.getUnsignedShort(next + 3)))
        && (next > 0 || there <= RECORD_HEADER || all.getByte(RECORD_HEADER) == CLIENT_HELLO);
  }

  private static boolean isLength(int length) {
    return length > 0 && length <= LONGEST_RECORD;
  }

  /** Takes a whole record; absent if the next one is to be read. */
  private @Nullable Reading record(ByteBuf all) {
    int there = all.writerIndex() - next;
    int length = there < RECORD_HEADER ? 0 : all.getUnsignedShort(next + 3);
    if (there < RECORD_HEADER + length) {
      return all.writerIndex() > MOST ? UNREADABLE : MORE;
    }
    message.writeBytes(all, next + RECORD_HEADER, length);
    next += RECORD_HEADER + length;
    return message.readableBytes() < MESSAGE_HEADER ? null : message();
  }

  private @Nullable Reading message() {
    int length = message.getUnsignedMedium(1);
    int there = message.readableBytes() - MESSAGE_HEADER;
    if (next > MOST || length > MOST - MESSAGE_HEADER || there > length) {
      return UNREADABLE;
    }
    if (there < length) {
      return null;
    }
    ClientHello hello = ClientHello.read(message.slice(MESSAGE_HEADER, length));
    return hello == null ? UNREADABLE : new Reading.Complete(hello);
  }
}
