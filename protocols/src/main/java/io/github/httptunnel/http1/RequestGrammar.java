package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The head of a request (RFC 9112 §3). */
final class RequestGrammar implements HeadGrammar<RequestHead> {

  /** The most bytes of a head, its last empty line included. */
  static final int MAX_HEAD = 16 * 1024;

  /** The most bytes of a target. */
  static final int MAX_TARGET = 8 * 1024;

  /** The most header fields. */
  static final int MAX_FIELDS = 100;

  /** More bytes than any method has. */
  static final int MAX_METHOD = 32;

  private @Nullable RequestLine requestLine;
  private int targetStart;

  @Override
  public int maxHead() {
    return MAX_HEAD;
  }

  @Override
  public int maxFields() {
    return MAX_FIELDS;
  }

  @Override
  public @Nullable Refusal startLine(String line) {
    return switch (RequestLine.parse(line)) {
      case RequestLine.Parsed.Valid(RequestLine valid) -> {
        requestLine = valid;
        yield null;
      }
      case RequestLine.Parsed.Invalid(Refusal refusal) -> refusal;
    };
  }

  @Override
  public @Nullable Refusal startLineLimits(ByteBuf bytes, int start, int end) {
    if (targetStart == 0) {
      int space = bytes.indexOf(start, end, (byte) ' ');
      targetStart = space < 0 ? 0 : space + 1 - bytes.readerIndex();
      if ((space < 0 ? end : space) - start > MAX_METHOD) {
        return fault(Part.SYNTAX, "its method is longer than " + MAX_METHOD + " bytes");
      }
    }
    if (targetStart == 0) {
      return null;
    }
    int target = bytes.readerIndex() + targetStart;
    int space = bytes.indexOf(target, end, (byte) ' ');
    return (space < 0 ? end : space) - target > MAX_TARGET
        ? fault(Part.TARGET_LENGTH, "its target is longer than " + MAX_TARGET + " bytes")
        : null;
  }

  @Override
  public RequestHead head(List<Field> fields) {
    RequestLine line = Objects.requireNonNull(requestLine);
    return new RequestHead(line.method(), line.target(), line.minorVersion(), fields);
  }

  @Override
  public Refusal fault(Part part, String problem) {
    return new Malformed(part, problem);
  }
}
