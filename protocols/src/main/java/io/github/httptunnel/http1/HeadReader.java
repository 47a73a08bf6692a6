package io.github.httptunnel.http1;

import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of one HTTP/1 request as its bytes come, line by line, and refuses at the first
 * byte that no head can hold: a client of another protocol gets its answer at once.
 *
 * <p>Lines end in CRLF and nothing else, control characters and folded lines are refused (RFC 9112
 * §2.2, §5.2; RFC 9110 §5.5). One empty line before the request is skipped.
 */
final class HeadReader {

  /** The most bytes of a head, its last empty line included. */
  static final int MAX_HEAD = 16 * 1024;

  /** The most bytes of a target. */
  static final int MAX_TARGET = 8 * 1024;

  /** The most header fields. */
  static final int MAX_FIELDS = 100;

  /** More bytes than any method has. */
  static final int MAX_METHOD = 32;

  private static final int LINE_END = 2;
  private static final byte TLS_HANDSHAKE = 0x16;

  private final List<RequestHead.Field> fields = new ArrayList<>();
  private @Nullable RequestLine requestLine;
  private int position;
  private int lineStart;
  private int targetStart;
  private boolean skippedEmptyLine;

  /** What the bytes so far are. */
  sealed interface Result {
    /** The beginning of a head. */
    record Incomplete() implements Result {}

    /**
     * A head.
     *
     * @param length its bytes, all line ends included
     */
    record Complete(RequestHead head, int length) implements Result {}

    /** Nothing that could become a head. */
    record Bad(Refusal refusal) implements Result {}
  }

  /**
   * Looks at the bytes that are new since the last call.
   *
   * @param bytes everything from the first byte of the connection on, at reader index 0
   */
  Result read(ByteBuf bytes) {
    while (true) {
      int end = bytes.forEachByte(position, bytes.writerIndex() - position, TEXT);
      Refusal tooLong = limits(bytes, end < 0 ? bytes.writerIndex() : end);
      if (tooLong != null) {
        return new Result.Bad(tooLong);
      }
      position = end < 0 ? bytes.writerIndex() : end;
      if (end < 0 || (bytes.getByte(end) == '\r' && end + 1 == bytes.writerIndex())) {
        return new Result.Incomplete();
      }
      if (bytes.getByte(end) != '\r' || bytes.getByte(end + 1) != '\n') {
        return bad(notALine(bytes.getByte(end), end));
      }
      String line = bytes.toString(lineStart, end - lineStart, StandardCharsets.ISO_8859_1);
      position = end + LINE_END;
      lineStart = position;
      Result result = line(line);
      if (result != null) {
        return result;
      }
    }
  }

  private @Nullable Result line(String line) {
    if (requestLine == null) {
      if (line.isEmpty() && !skippedEmptyLine) {
        skippedEmptyLine = true;
        return null;
      }
      return switch (RequestLine.parse(line)) {
        case RequestLine.Parsed.Valid(RequestLine valid) -> {
          requestLine = valid;
          yield null;
        }
        case RequestLine.Parsed.Invalid(Refusal refusal) -> new Result.Bad(refusal);
      };
    }
    if (line.isEmpty()) {
      return new Result.Complete(
          new RequestHead(
              requestLine.method(),
              requestLine.target(),
              requestLine.minorVersion(),
              List.copyOf(fields)),
          position);
    }
    String problem = FieldLine.parse(line, fields);
    return problem == null ? null : bad(problem);
  }

  private @Nullable Refusal limits(ByteBuf bytes, int end) {
    Refusal tooLong = requestLine == null ? requestLineLimits(bytes, end) : null;
    if (tooLong != null) {
      return tooLong;
    }
    if (fields.size() > MAX_FIELDS) {
      return new Malformed(Part.HEAD_LENGTH, "it has more than " + MAX_FIELDS + " header fields");
    }
    return end > MAX_HEAD - LINE_END
        ? new Malformed(Part.HEAD_LENGTH, "its head is longer than " + MAX_HEAD + " bytes")
        : null;
  }

  private @Nullable Refusal requestLineLimits(ByteBuf bytes, int end) {
    if (targetStart == 0) {
      int space = bytes.indexOf(lineStart, end, (byte) ' ');
      targetStart = space < 0 ? 0 : space + 1;
      if ((space < 0 ? end : space) - lineStart > MAX_METHOD) {
        return new Malformed(Part.SYNTAX, "its method is longer than " + MAX_METHOD + " bytes");
      }
    }
    if (targetStart == 0) {
      return null;
    }
    int space = bytes.indexOf(targetStart, end, (byte) ' ');
    return (space < 0 ? end : space) - targetStart > MAX_TARGET
        ? new Malformed(Part.TARGET_LENGTH, "its target is longer than " + MAX_TARGET + " bytes")
        : null;
  }

  private static String notALine(byte found, int at) {
    if (found == TLS_HANDSHAKE && at == 0) {
      return "it is TLS, and this listener speaks plain HTTP"
          + " (use http:// for the proxy's own address, or the https mode)";
    }
    return switch (found) {
      case '\r' -> "it has a carriage return without a line feed";
      case '\n' -> "it has a line feed without a carriage return";
      default -> "it has a control character";
    };
  }

  private static Result bad(String problem) {
    return new Result.Bad(new Malformed(Part.SYNTAX, problem));
  }

  /** Goes on while bytes may stand inside a line. */
  private static final ByteProcessor TEXT =
      value -> (value >= ' ' && value != 0x7F) || value < 0 || value == '\t';
}
