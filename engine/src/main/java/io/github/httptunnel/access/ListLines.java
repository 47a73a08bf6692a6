package io.github.httptunnel.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file, whose content may be anything: a line is held in memory up to {@value #MOST}
 * bytes, and the rest of it is dropped.
 */
final class ListLines {

  static final int MOST = 16 * 1024;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final long most;
  private final byte[] chunk = new byte[1 << 16];
  private final byte[] line = new byte[MOST];
  private int at;
  private int end;
  private int length;
  private int number;
  private long bytes;
  private boolean tooLong;

  /**
   * @param most how many bytes to read, about; a line may have no end
   */
  ListLines(InputStream in, long most) {
    this.in = in;
    this.most = most;
  }

  /** Reads the next line; false if there is none. */
  boolean next() throws IOException {
    length = 0;
    tooLong = false;
    boolean any = false;
    while (at < end || fill()) {
      any = true;
      int stop = lineBreak();
      append(stop);
      at = stop;
      if (stop < end) {
        at++;
        break;
      }
    }
    number += any ? 1 : 0;
    return any;
  }

  /** Which line it is, from 1. */
  int number() {
    return number;
  }

  /** Whether there was more than was to be read. */
  boolean isCut() {
    return bytes > most;
  }

  boolean isTooLong() {
    return tooLong;
  }

  /** The line's text, or of a line that is too long its beginning; absent if it is none. */
  @Nullable String text() {
    int from = number == 1 && startsWithMark() ? BYTE_ORDER_MARK.length : 0;
    int to = length > from && line[length - 1] == '\r' ? length - 1 : length;
    boolean ascii = true;
    for (int i = from; i < to; i++) {
      if ((line[i] >= 0 && line[i] < ' ' && line[i] != '\t') || line[i] == 0x7F) {
        return null;
      }
      ascii &= line[i] >= 0;
    }
    return ascii
        ? new String(line, from, to - from, StandardCharsets.ISO_8859_1)
        : decoded(from, to);
  }

  private @Nullable String decoded(int from, int to) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(line, from, to - from))
              .toString();
      return text.chars().anyMatch(Character::isISOControl) ? null : text;
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  private boolean startsWithMark() {
    return length >= BYTE_ORDER_MARK.length
        && ByteBuffer.wrap(line, 0, BYTE_ORDER_MARK.length)
            .equals(ByteBuffer.wrap(BYTE_ORDER_MARK));
  }

  private boolean fill() throws IOException {
    at = 0;
    end = isCut() ? 0 : Math.max(0, in.read(chunk));
    bytes += end;
    return end > 0;
  }

  private int lineBreak() {
    int stop = at;
    while (stop < end && chunk[stop] != '\n') {
      stop++;
    }
    return stop;
  }

  private void append(int stop) {
    int taken = Math.min(stop - at, MOST - length);
    System.arraycopy(chunk, at, line, length, taken);
    length += taken;
    tooLong |= taken < stop - at;
  }
}
