package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of one HTTP/1 message as its bytes come, line by line, and refuses at the first
 * byte that no head can hold: a peer that speaks another protocol is found out at once.
 *
 * <p>Lines end in CRLF and nothing else, control characters and folded lines are refused (RFC 9112
 * §2.2, §5.2; RFC 9110 §5.5). One empty line before the message is skipped.
 *
 * @param <H> the head
 */
final class HeadReader<H> {

  private static final byte TLS_HANDSHAKE = 0x16;

  private final HeadGrammar<H> grammar;
  private final List<Field> fields = new ArrayList<>();
  private int position;
  private int lineStart;
  private boolean hasStartLine;
  private boolean skippedEmptyLine;

  private HeadReader(HeadGrammar<H> grammar) {
    this.grammar = grammar;
  }

  static HeadReader<RequestHead> ofRequest() {
    return new HeadReader<>(new RequestGrammar());
  }

  static HeadReader<ResponseHead> ofResponse() {
    return new HeadReader<>(new ResponseGrammar());
  }

  /** What the bytes so far are. */
  sealed interface Result<H> {
    /** The beginning of a head. */
    record Incomplete<H>() implements Result<H> {}

    /**
     * A head.
     *
     * @param length its bytes, all line ends included
     */
    record Complete<H>(H head, int length) implements Result<H> {}

    /** Nothing that could become a head. */
    record Bad<H>(Refusal refusal) implements Result<H> {}
  }

  /**
   * Looks at the bytes that are new since the last call.
   *
   * @param bytes everything from the first byte of the message on
   */
  Result<H> read(ByteBuf bytes) {
    int base = bytes.readerIndex();
    while (true) {
      int from = base + position;
      int found = bytes.forEachByte(from, bytes.writerIndex() - from, Lines.TEXT);
      int end = found < 0 ? bytes.writerIndex() : found;
      Refusal tooLong = limits(bytes, end);
      if (tooLong != null) {
        return new Result.Bad<>(tooLong);
      }
      position = end - base;
      if (found < 0 || (bytes.getByte(end) == '\r' && end + 1 == bytes.writerIndex())) {
        return new Result.Incomplete<>();
      }
      if (bytes.getByte(end) != '\r' || bytes.getByte(end + 1) != '\n') {
        return bad(notALine(bytes.getByte(end), position));
      }
      int start = base + lineStart;
      String line = bytes.toString(start, end - start, StandardCharsets.ISO_8859_1);
      position += Lines.END;
      lineStart = position;
      Result<H> result = line(line);
      if (result != null) {
        return result;
      }
    }
  }

  private @Nullable Result<H> line(String line) {
    if (!hasStartLine) {
      if (line.isEmpty() && !skippedEmptyLine) {
        skippedEmptyLine = true;
        return null;
      }
      hasStartLine = true;
      Refusal refusal = grammar.startLine(line);
      return refusal == null ? null : new Result.Bad<>(refusal);
    }
    if (line.isEmpty()) {
      return new Result.Complete<>(grammar.head(List.copyOf(fields)), position);
    }
    String problem = FieldLine.parse(line, fields);
    return problem == null ? null : bad(problem);
  }

  private @Nullable Refusal limits(ByteBuf bytes, int end) {
    int base = bytes.readerIndex();
    Refusal tooLong = hasStartLine ? null : grammar.startLineLimits(bytes, base + lineStart, end);
    if (tooLong != null) {
      return tooLong;
    }
    if (fields.size() > grammar.maxFields()) {
      return grammar.fault(
          Part.HEAD_LENGTH, "it has more than " + grammar.maxFields() + " header fields");
    }
    return end - base > grammar.maxHead() - Lines.END
        ? grammar.fault(Part.HEAD_LENGTH, "its head is longer than " + grammar.maxHead() + " bytes")
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

  private Result<H> bad(String problem) {
    return new Result.Bad<>(grammar.fault(Part.SYNTAX, problem));
  }
}
