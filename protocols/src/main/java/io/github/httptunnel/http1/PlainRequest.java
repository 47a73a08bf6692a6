package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import io.github.httptunnel.http.HopByHop;
import io.github.httptunnel.http.Via;
import io.netty.buffer.ByteBuf;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for a resource of a server, and what is sent to that server for it.
 *
 * @param head as it came
 * @param form where it goes
 * @param framing of its content
 */
record PlainRequest(RequestHead head, AbsoluteForm form, Framing framing) {

  /** Methods that may be sent again when it is not known whether they arrived (RFC 9110 §9.2.2). */
  private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

  boolean hasContent() {
    return !(framing instanceof Framing.Nothing)
        && !(framing instanceof Framing.Length(long bytes) && bytes == 0);
  }

  /** Whether it asks to go on as a WebSocket. */
  boolean isForWebSocket() {
    return head.asksForWebSocket() && !hasContent();
  }

  /** Whether it does no harm, and is possible, to send it a second time. */
  boolean isReplayable() {
    return IDEMPOTENT.contains(head.method()) && !hasContent();
  }

  /** A reader of its content. */
  ContentReader content() {
    return switch (framing) {
      case Framing.Length(long bytes) -> new LengthReader(bytes);
      case Framing.Chunked() -> new ChunkedReader(true);
      default -> new LengthReader(0);
    };
  }

  /**
   * The head for the server: origin-form, {@code Host} from the target, nothing that concerns the
   * client's connection (RFC 9112 §3.2, RFC 9110 §7.6).
   *
   * @param via our mark; absent: none
   * @param last whether the server's connection will see no other request
   */
  ByteBuf forServer(@Nullable Via via, boolean last) {
    HeadWriter writer = new HeadWriter();
    writer.line(head.method() + " " + form.originForm() + " HTTP/1.1");
    writer.field("Host", form.host());
    for (Field field : HopByHop.strip(head.fields())) {
      forward(field, writer);
    }
    framingFields(writer);
    if (via != null) {
      writer.field(via.field(head.minorVersion()));
    }
    if (isForWebSocket()) {
      writer.field("Connection", "Upgrade");
      writer.field("Upgrade", "websocket");
    } else if (last) {
      writer.field("Connection", "close");
    }
    return writer.end();
  }

  private void forward(Field field, HeadWriter writer) {
    if (field.is("Host") || field.is("Content-Length")) {
      return;
    }
    if (field.is("Expect") && head.minorVersion() == 0) {
      return;
    }
    if (field.is(MaxForwards.FIELD) && MaxForwards.of(head) instanceof MaxForwards.Left(long n)) {
      writer.field(MaxForwards.FIELD, Long.toString(n - 1));
      return;
    }
    writer.field(field);
  }

  private void framingFields(HeadWriter writer) {
    switch (framing) {
      case Framing.Length(long bytes) -> writer.field("Content-Length", Long.toString(bytes));
      case Framing.Chunked() -> writer.field("Transfer-Encoding", "chunked");
      default -> {}
    }
  }
}
