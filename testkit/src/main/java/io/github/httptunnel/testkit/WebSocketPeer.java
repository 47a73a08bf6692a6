package io.github.httptunnel.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.httptunnel.testkit.WebSocketFrame.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket origin (RFC 6455) that sends back each message, answers pings, and answers the
 * client's close with the same and ends the connection. A request that is no handshake gets 426,
 * frames that no client may send get the close status 1002.
 */
public final class WebSocketPeer extends Peer {

  private static final String NO_HANDSHAKE =
      """
      HTTP/1.1 426 Upgrade Required\r
      Upgrade: websocket\r
      Connection: Upgrade, close\r
      Content-Length: 0\r
      \r
      """;
  private static final String KEY_SUFFIX = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int PROTOCOL_ERROR = 1002;

  private final Handshakes handshakes;

  private WebSocketPeer(PeerServer server, Handshakes handshakes) {
    super(server);
    this.handshakes = handshakes;
  }

  /** Starts one on a free port. */
  public static WebSocketPeer start() {
    Handshakes handshakes = new Handshakes();
    return new WebSocketPeer(PeerServer.start(handshakes::serve), handshakes);
  }

  /** The requests so far, also those that were no handshake. */
  public List<HttpHead> requests() {
    return stats().monitor().view(() -> List.copyOf(handshakes.seen));
  }

  /** The {@code Sec-WebSocket-Accept} that belongs to a {@code Sec-WebSocket-Key} (§4.2.2). */
  public static String acceptFor(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1").digest((key + KEY_SUFFIX).getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** The requests seen, guarded by the peer's monitor. */
  private static final class Handshakes {

    private final List<HttpHead> seen = new ArrayList<>();

    void serve(PeerConnection connection) throws IOException {
      InputStream in = new BufferedInputStream(connection.input());
      HttpHead head = HttpHead.parse(new HttpWire(in::read).readHead());
      connection.stats().monitor().update(() -> seen.add(head));
      String key = keyOf(head);
      if (key == null) {
        connection.write(NO_HANDSHAKE);
      } else {
        connection.write(handshake(key));
        echo(new WebSocketWire(in), connection);
      }
    }
  }

  private static @Nullable String keyOf(HttpHead head) {
    boolean asked =
        head.method().equals("GET")
            && "websocket".equalsIgnoreCase(head.header("Upgrade"))
            && String.join(",", head.headers("Connection"))
                .toLowerCase(Locale.ROOT)
                .contains("upgrade");
    return asked ? head.header("Sec-WebSocket-Key") : null;
  }

  private static String handshake(String key) {
    return """
    HTTP/1.1 101 Switching Protocols\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Accept: %s\r
    \r
    """
        .formatted(acceptFor(key));
  }

  private static void echo(WebSocketWire wire, PeerConnection connection) throws IOException {
    try {
      WebSocketFrame frame;
      do {
        frame = wire.next();
        connection.write(answer(frame).unmasked());
      } while (frame.kind() != Kind.CLOSE);
    } catch (ProtocolException e) {
      connection.write(WebSocketFrame.close(PROTOCOL_ERROR).unmasked());
    }
  }

  private static WebSocketFrame answer(WebSocketFrame frame) {
    return frame.kind() == Kind.PING ? WebSocketFrame.message(Kind.PONG, frame.payload()) : frame;
  }
}
