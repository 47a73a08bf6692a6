package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Received;
import io.github.httptunnel.testkit.WebSocketFrame;
import io.github.httptunnel.testkit.WebSocketFrame.Kind;
import io.github.httptunnel.testkit.WebSocketPeer;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelStats;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A WebSocket whose handshake is an ordinary request to the proxy (RFC 6455, RFC 9110 §7.8). */
class WebSocketIT {

  private static final int KEY = 0x37fa213d;

  @Test
  void passesTheHandshakeOn() {
    try (WebSocketPeer peer = WebSocketPeer.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      HttpHead answer = open(client, peer);
      assertThat(answer.header("Upgrade")).isEqualToIgnoringCase("websocket");
      assertThat(answer.header("Connection")).containsIgnoringCase("upgrade");
      assertThat(answer.header("Sec-WebSocket-Accept")).isEqualTo(WebSocketPeer.acceptFor("k"));
      assertThat(peer.requests().getFirst().startLine()).isEqualTo("GET /chat HTTP/1.1");
      closeInOrder(client);
      awaitEnd(server);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 125, 126, 65_535, 65_536, 1_000_000})
  void carriesMessagesBothWays(int length) {
    WebSocketFrame message = WebSocketFrame.message(Kind.BINARY, Payload.of(length).text());
    try (WebSocketPeer peer = WebSocketPeer.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      open(client, peer);
      client.send(message.masked(KEY));
      String echo = client.readExactly(message.unmasked().length());
      assertThat(echo.equals(message.unmasked())).as("the echo is intact").isTrue();
      closeInOrder(client);
      assertThat(awaitEnd(server).downstream().bytes()).isGreaterThan(length);
    }
  }

  @Test
  void carriesAMessageThatComesWithTheHandshake() {
    WebSocketFrame message = WebSocketFrame.message(Kind.TEXT, "early");
    try (WebSocketPeer peer = WebSocketPeer.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      client.send(handshake(peer) + message.masked(KEY));
      assertThat(client.readHead().status()).isEqualTo(101);
      assertThat(client.readExactly(message.unmasked().length())).isEqualTo(message.unmasked());
      closeInOrder(client);
      awaitEnd(server);
    }
  }

  @Test
  void isKnownToUndici(@TempDir Path folder) throws Exception {
    String program =
        """
        const { ProxyAgent, WebSocket } = require('undici');
        const [uri, url] = process.argv.slice(2);
        const dispatcher = new ProxyAgent({ uri, proxyTunnel: false });
        const socket = new WebSocket(url, { dispatcher });
        socket.onopen = () => socket.send('hello');
        socket.onmessage = message => {
          console.log(message.data);
          socket.close(1000);
        };
        socket.onclose = event => {
          console.log(event.code, event.wasClean);
          dispatcher.close();
        };
        """;
    try (WebSocketPeer peer = WebSocketPeer.start();
        RunningServer server = RunningServer.start()) {
      String proxy = Scheme.HTTP.urlOf("127.0.0.1:" + server.address().getPort());
      String heard = Node.in(folder).run(program, proxy, "ws://" + peer.authority() + "/chat");
      assertThat(heard).isEqualTo("hello\n1000 true\n");
      assertThat(peer.requests().getFirst().startLine()).isEqualTo("GET /chat HTTP/1.1");
      awaitEnd(server);
    }
  }

  private static HttpHead open(RawClient client, WebSocketPeer peer) {
    client.send(handshake(peer));
    HttpHead answer = client.readHead();
    assertThat(answer.status()).isEqualTo(101);
    return answer;
  }

  private static String handshake(WebSocketPeer peer) {
    return """
    GET http://%1$s/chat HTTP/1.1\r
    Host: %1$s\r
    Connection: Upgrade\r
    Upgrade: websocket\r
    Sec-WebSocket-Version: 13\r
    Sec-WebSocket-Key: k\r
    \r
    """
        .formatted(peer.authority());
  }

  private static void closeInOrder(RawClient client) {
    WebSocketFrame close = WebSocketFrame.close(1000);
    client.send(close.masked(KEY));
    assertThat(client.readToEnd()).isEqualTo(new Received(close.unmasked(), Ending.FIN));
    client.close();
  }

  private static TunnelStats awaitEnd(RunningServer server) {
    TunnelStats stats = server.awaitEnd();
    assertThat(stats.outcome())
        .isIn(
            new Outcome.Closed(CloseReason.END_OF_STREAM, Side.TARGET),
            new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT));
    return stats;
  }
}
