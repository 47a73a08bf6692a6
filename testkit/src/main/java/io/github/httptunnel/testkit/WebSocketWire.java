package io.github.httptunnel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.httptunnel.testkit.WebSocketFrame.Kind;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.stream.Stream;

/** Takes a client's WebSocket frames off a stream of bytes. */
final class WebSocketWire {

  private static final int MOST = 16 * 1024 * 1024;

  private final DataInputStream in;

  WebSocketWire(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /** The next frame; a {@link ProtocolException} if it is none that a client may send. */
  WebSocketFrame next() throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    Kind kind = kind(first & 0x7f);
    int length = length(second & 0x7f);
    if ((second & WebSocketFrame.MASKED) == 0) {
      throw new ProtocolException("a client's frame is not masked");
    }
    int key = in.readInt();
    String payload = new String(in.readNBytes(length), ISO_8859_1);
    boolean last = (first & WebSocketFrame.LAST) != 0;
    return new WebSocketFrame(kind, last, WebSocketFrame.masked(payload, key));
  }

  /** Reserved bits make the code one that no kind has. */
  private static Kind kind(int code) throws ProtocolException {
    return Stream.of(Kind.values())
        .filter(kind -> kind.code() == code)
        .findFirst()
        .orElseThrow(() -> new ProtocolException("opcode: " + code + " (expected: a known one)"));
  }

  private int length(int announced) throws IOException {
    long length =
        switch (announced) {
          case WebSocketFrame.TWO_BYTE_LENGTH -> in.readUnsignedShort();
          case WebSocketFrame.EIGHT_BYTE_LENGTH -> in.readLong();
          default -> announced;
        };
    if (length < 0 || length > MOST) {
      throw new ProtocolException("payload: %d bytes (at most: %d)".formatted(length, MOST));
    }
    return (int) length;
  }
}
