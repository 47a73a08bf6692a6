package io.github.httptunnel.http1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Content in chunks (RFC 9112 §7.1). It is passed on as it came, but for what the next reader could
 * misread: sizes lose their extensions, which are for one connection alone (RFC 9112 §7.1.1), and
 * leading zeros, and the trailer fields are those that {@link Trailers} lets through.
 */
final class ChunkedReader implements ContentReader {

  /** The most bytes of a line with a chunk's size and extensions. */
  static final int MAX_LINE = 256;

  /** Digits of a size; with more, 63 bits could overflow. */
  static final int MAX_DIGITS = 15;

  private static final String CRLF = "\r\n";

  private enum State {
    SIZE,
    DATA,
    DATA_END,
    TRAILERS,
    COMPLETE
  }

  private final boolean inChunks;
  private final Trailers trailers = new Trailers();
  private State state = State.SIZE;
  private long left;
  private int passedOn;

  /**
   * @param inChunks whether to pass it on so; clients of HTTP/1.0 get the bare content
   */
  ChunkedReader(boolean inChunks) {
    this.inChunks = inChunks;
  }

  @Override
  public @Nullable String read(ByteBuf bytes, Consumer<ByteBuf> out) {
    passedOn = bytes.readerIndex();
    String problem = null;
    int before = -1;
    while (problem == null && state != State.COMPLETE && bytes.readerIndex() != before) {
      before = bytes.readerIndex();
      problem =
          switch (state) {
            case SIZE -> size(bytes, out);
            case DATA -> data(bytes);
            case DATA_END -> dataEnd(bytes, out);
            case TRAILERS -> trailers(bytes, out);
            case COMPLETE -> null;
          };
    }
    passOn(bytes, bytes.readerIndex(), out);
    return problem;
  }

  @Override
  public boolean isComplete() {
    return state == State.COMPLETE;
  }

  private @Nullable String size(ByteBuf bytes, Consumer<ByteBuf> out) {
    int start = bytes.readerIndex();
    int end = Lines.end(bytes);
    if (end == Lines.BROKEN) {
      return "a chunk's size does not end in CRLF";
    }
    if (Lines.length(bytes, end) > MAX_LINE) {
      return "a chunk's size and extensions are longer than " + MAX_LINE + " bytes";
    }
    if (end == Lines.INCOMPLETE) {
      return null;
    }
    String line = bytes.readCharSequence(end - start, StandardCharsets.ISO_8859_1).toString();
    bytes.skipBytes(Lines.END);
    int semicolon = line.indexOf(';');
    String digits = semicolon < 0 ? line : line.substring(0, semicolon);
    if (!isSize(digits)) {
      return "a chunk's size is not a hexadecimal number of at most " + MAX_DIGITS + " digits";
    }
    left = Long.parseLong(digits, 16);
    state = left == 0 ? State.TRAILERS : State.DATA;
    String shortest = Long.toHexString(left);
    if (!inChunks) {
      replace(bytes, start, "", out);
    } else if (!line.equalsIgnoreCase(shortest)) {
      replace(bytes, start, shortest + CRLF, out);
    }
    return null;
  }

  private static boolean isSize(String digits) {
    return !digits.isEmpty()
        && digits.length() <= MAX_DIGITS
        && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
  }

  private @Nullable String data(ByteBuf bytes) {
    int count = (int) Math.min(left, bytes.readableBytes());
    bytes.skipBytes(count);
    left -= count;
    if (left == 0) {
      state = State.DATA_END;
    }
    return null;
  }

  private @Nullable String dataEnd(ByteBuf bytes, Consumer<ByteBuf> out) {
    int start = bytes.readerIndex();
    int seen = Math.min(bytes.readableBytes(), Lines.END);
    if (!CRLF.startsWith(bytes.toString(start, seen, StandardCharsets.ISO_8859_1))) {
      return "a chunk is longer than its size";
    }
    if (seen < Lines.END) {
      return null;
    }
    bytes.skipBytes(Lines.END);
    state = State.SIZE;
    if (!inChunks) {
      replace(bytes, start, "", out);
    }
    return null;
  }

  private @Nullable String trailers(ByteBuf bytes, Consumer<ByteBuf> out) {
    int start = bytes.readerIndex();
    String problem = trailers.read(bytes);
    if (problem != null || bytes.readerIndex() == start) {
      return problem;
    }
    if (trailers.isComplete()) {
      state = State.COMPLETE;
    }
    if (!inChunks || !trailers.isEmpty()) {
      boolean last = inChunks && trailers.isComplete();
      replace(bytes, start, last ? trailers.text() : "", out);
    }
    return null;
  }

  /** Passes on what came before {@code start}, and this instead of what came since. */
  private void replace(ByteBuf bytes, int start, String text, Consumer<ByteBuf> out) {
    passOn(bytes, start, out);
    passedOn = bytes.readerIndex();
    if (!text.isEmpty()) {
      out.accept(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }
  }

  private void passOn(ByteBuf bytes, int end, Consumer<ByteBuf> out) {
    if (end > passedOn) {
      out.accept(bytes.retainedSlice(passedOn, end - passedOn));
    }
    passedOn = end;
  }
}
