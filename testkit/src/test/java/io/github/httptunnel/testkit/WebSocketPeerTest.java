package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.WebSocketFrame.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketPeerTest {

  private static final int KEY = 0x8badf00d;

  @Test
  void derivesTheAcceptOfTheStandardsExample() {
    assertThat(WebSocketPeer.acceptFor("dGhlIHNhbXBsZSBub25jZQ=="))
        .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 125, 126, 127, 65_535, 65_536})
  void sendsMessagesOfAllLengthsBack(int length) {
    WebSocketFrame message = WebSocketFrame.message(Kind.BINARY, "x".repeat(length));
    try (WebSocketPeer peer = WebSocketPeer.start();
        RawClient client = open(peer)) {
      client.send(message.masked(KEY));
      assertThat(client.readExactly(message.unmasked().length())).isEqualTo(message.unmasked());
    }
  }

  @Test
  void answersAPing() {
    try (WebSocketPeer peer = WebSocketPeer.start();
        RawClient client = open(peer)) {
      client.send(WebSocketFrame.message(Kind.PING, "p").masked(KEY));
      assertThat(client.readExactly(3)).isEqualTo("\u008a\u0001p");
    }
  }

  @Test
  void answersACloseAndEndsTheConnection() {
    WebSocketFrame close = WebSocketFrame.close(1000);
    try (WebSocketPeer peer = WebSocketPeer.start();
        RawClient client = open(peer)) {
      client.send(close.masked(KEY));
      assertThat(client.readToEnd()).isEqualTo(new Received(close.unmasked(), Ending.FIN));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0081\u0001x", "\u0083\u0080\0\0\0\0", "\u00c1\u0080\0\0\0\0"})
  void closesOnFramesThatNoClientMaySend(String frame) {
    try (WebSocketPeer peer = WebSocketPeer.start();
        RawClient client = open(peer)) {
      client.send(frame);
      assertThat(client.readExactly(4)).isEqualTo(WebSocketFrame.close(1002).unmasked());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: o\r\n\r\n",
        "GET / HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Key: k\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: Upgrade\r\nSec-WebSocket-Key: k\r\n\r\n",
        "POST / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"
      })
  void refusesWhatIsNoHandshake(String request) {
    try (WebSocketPeer peer = WebSocketPeer.start();
        RawClient client = RawClient.connect(peer.address())) {
      client.send(request);
      assertThat(client.readHead().status()).isEqualTo(426);
      assertThat(peer.requests()).hasSize(1);
    }
  }

  @Test
  void servesAnOrdinaryClient() throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    try (WebSocketPeer peer = WebSocketPeer.start();
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("ws://" + peer.authority() + "/");
      WebSocket socket =
          client.newWebSocketBuilder().buildAsync(uri, listener(heard)).get(10, TimeUnit.SECONDS);
      socket.sendText("hello", true).get(10, TimeUnit.SECONDS);
      assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
    }
  }

  private static WebSocket.Listener listener(CompletableFuture<String> heard) {
    return new WebSocket.Listener() {
      @Override
      public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        heard.complete(text.toString());
        return WebSocket.Listener.super.onText(socket, text, last);
      }
    };
  }

  private static RawClient open(WebSocketPeer peer) {
    RawClient client = RawClient.connect(peer.address());
    client.send(
        """
        GET / HTTP/1.1\r
        Host: o\r
        Connection: Upgrade\r
        Upgrade: websocket\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: k\r
        \r
        """);
    assertThat(client.readHead().header("Sec-WebSocket-Accept"))
        .isEqualTo(WebSocketPeer.acceptFor("k"));
    return client;
  }
}
