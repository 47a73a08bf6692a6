package io.github.httptunnel.http1;

import io.github.httptunnel.http.Field;
import io.github.httptunnel.http.HopByHop;
import io.github.httptunnel.http.Via;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * A server's response, and what the client gets of it.
 *
 * @param head as it came
 * @param framing of its content; {@link Framing.Nothing} for interim responses
 */
record PlainResponse(ResponseHead head, Framing framing) {

  private static final int NO_CONTENT = 204;

  /** Whether the server's connection may carry another response. */
  boolean mayPersist() {
    return head.minorVersion() > 0
        && !(framing instanceof Framing.UntilEnd)
        && !HopByHop.named(head.fields()).contains("close");
  }

  /** A reader of its content, for a client of this minor version. */
  ContentReader content(int clientVersion) {
    boolean inChunks = clientVersion > 0;
    return switch (framing) {
      case Framing.Length(long bytes) -> new LengthReader(bytes);
      case Framing.Chunked() -> new ChunkedReader(inChunks);
      case Framing.UntilEnd() -> new UntilEndReader(inChunks);
      default -> new LengthReader(0);
    };
  }

  /** The head of an interim response, or of one that changes to a WebSocket. */
  ByteBuf interim(@Nullable Via via) {
    HeadWriter writer = begin();
    for (Field field : HopByHop.strip(head.fields())) {
      if (!field.is("Content-Length")) {
        writer.field(field);
      }
    }
    if (head.switchesProtocols()) {
      writer.field("Connection", "Upgrade");
      writer.field("Upgrade", "websocket");
    }
    return end(writer, via);
  }

  /**
   * The head of the final response.
   *
   * @param via our mark; absent: none
   * @param clientVersion the minor version that the client spoke
   * @param last whether the client's connection ends with it
   */
  ByteBuf forClient(@Nullable Via via, int clientVersion, boolean last) {
    HeadWriter writer = begin();
    for (Field field : HopByHop.strip(head.fields())) {
      if (!field.is("Content-Length") || saysLength()) {
        writer.field(field);
      }
    }
    boolean chunked = framing instanceof Framing.Chunked || framing instanceof Framing.UntilEnd;
    if (chunked && clientVersion > 0) {
      writer.field("Transfer-Encoding", "chunked");
    }
    if (last) {
      writer.field("Connection", "close");
    }
    return end(writer, via);
  }

  /** A length may stand for content that is not sent, but not where there never is any. */
  private boolean saysLength() {
    return head.status() != NO_CONTENT;
  }

  private HeadWriter begin() {
    HeadWriter writer = new HeadWriter();
    writer.line("HTTP/1.1 " + head.status() + " " + head.reason());
    return writer;
  }

  private ByteBuf end(HeadWriter writer, @Nullable Via via) {
    if (via != null) {
      writer.field(via.field(head.minorVersion()));
    }
    return writer.end();
  }
}
