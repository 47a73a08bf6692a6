package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.BadAnswer;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The head of a response (RFC 9112 §4), which gets more room than a request's. */
final class ResponseGrammar implements HeadGrammar<ResponseHead> {

  /** The most bytes of a head, its last empty line included. */
  static final int MAX_HEAD = 64 * 1024;

  /** The most header fields. */
  static final int MAX_FIELDS = 200;

  private @Nullable StatusLine statusLine;

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
    statusLine = StatusLine.parse(line);
    return statusLine == null ? new BadAnswer(BadAnswer.Fault.MALFORMED) : null;
  }

  @Override
  public @Nullable Refusal startLineLimits(ByteBuf bytes, int start, int end) {
    return null;
  }

  @Override
  public ResponseHead head(List<Field> fields) {
    StatusLine line = Objects.requireNonNull(statusLine);
    return new ResponseHead(line.minorVersion(), line.status(), line.reason(), fields);
  }

  @Override
  public Refusal fault(Part part, String problem) {
    return new BadAnswer(
        part == Part.HEAD_LENGTH ? BadAnswer.Fault.HEAD_LENGTH : BadAnswer.Fault.MALFORMED);
  }
}
