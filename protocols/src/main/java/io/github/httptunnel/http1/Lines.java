package io.github.httptunnel.http1;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/** Lines that end in CRLF and hold no other control characters than tabs (RFC 9112 §2.2). */
final class Lines {

  /** How many bytes end a line. */
  static final int END = 2;

  /** The line's end has not come yet. */
  static final int INCOMPLETE = -1;

  /** The line holds what no line may hold. */
  static final int BROKEN = -2;

  /** Goes on while bytes may stand inside a line. */
  static final ByteProcessor TEXT =
      value -> (value >= ' ' && value != 0x7F) || value < 0 || value == '\t';

  private Lines() {}

  /** Where the line that begins at the reader index ends, or one of the two constants. */
  static int end(ByteBuf bytes) {
    int end = bytes.forEachByte(TEXT);
    if (end < 0 || (bytes.getByte(end) == '\r' && end + 1 == bytes.writerIndex())) {
      return INCOMPLETE;
    }
    return bytes.getByte(end) == '\r' && bytes.getByte(end + 1) == '\n' ? end : BROKEN;
  }

  /**
   * How long the line is so far, without its end.
   *
   * @param end where it ends, or {@link #INCOMPLETE}
   */
  static int length(ByteBuf bytes, int end) {
    if (end != INCOMPLETE) {
      return end - bytes.readerIndex();
    }
    boolean halfEnded = bytes.isReadable() && bytes.getByte(bytes.writerIndex() - 1) == '\r';
    return bytes.readableBytes() - (halfEnded ? 1 : 0);
  }
}
