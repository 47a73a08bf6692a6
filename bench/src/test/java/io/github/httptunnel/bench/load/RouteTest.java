package io.github.httptunnel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RecorderPeer;
import io.github.httptunnel.testkit.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

  private static final InetAddress CLIENT = InetAddress.ofLiteral("127.0.0.1");
  private static final InetSocketAddress TARGET =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 443);

  @Test
  void saysItsModeAtOnceWhenNobodyIsToBeAsked() throws IOException {
    try (RecorderPeer peer = RecorderPeer.start();
        SocketChannel tunnel = new Route(peer.address(), null).open(CLIENT, Mode.ECHO)) {
      peer.awaitBytesReceived(1);
      assertThat(tunnel.isOpen()).isTrue();
    }
  }

  @Test
  void dialsFromTheAddressOfTheClient() throws IOException {
    try (RecorderPeer peer = RecorderPeer.start();
        SocketChannel tunnel = new Route(peer.address(), null).open(CLIENT, Mode.ECHO)) {
      assertThat(((InetSocketAddress) tunnel.getLocalAddress()).getAddress()).isEqualTo(CLIENT);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 200 Connection established\r\n\r\n", "HTTP/1.0 200 OK\r\nA: b\r\n\r\n"})
  void saysItsModeWhenTheProxyHasAccepted(String head) throws IOException {
    try (ScriptedPeer proxy = proxy(new PeerAction.Write(head), new PeerAction.Stall());
        SocketChannel tunnel = new Route(proxy.address(), TARGET).open(CLIENT, Mode.SINK)) {
      assertThat(tunnel.isBlocking()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 403 Forbidden\r\n\r\n', 'it answered ''HTTP/1.1 403 Forbidden'', not 200'",
    "'HTTP/1.1 2000 Odd\r\n\r\n', 'it answered ''HTTP/1.1 2000 Odd'', not 200'",
    "'HTTP/1.1 200 OK\r\n', it did not finish its answer to CONNECT"
  })
  void failsWhenTheProxyDoesNotAccept(String head, String problem) {
    try (ScriptedPeer proxy = proxy(new PeerAction.Write(head))) {
      assertThatThrownBy(() -> new Route(proxy.address(), TARGET).open(CLIENT, Mode.SINK))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("cannot open a tunnel from 127.0.0.1 through ")
          .hasMessageEndingWith(problem);
    }
  }

  @Test
  void failsWhenTheAnswerIsLongerThanAnyHead() {
    try (ScriptedPeer proxy = proxy(new PeerAction.Write("x".repeat(8193)))) {
      assertThatThrownBy(() -> new Route(proxy.address(), TARGET).open(CLIENT, Mode.SINK))
          .hasMessageEndingWith("it did not finish its answer to CONNECT");
    }
  }

  @Test
  void failsWhenNobodyListens() {
    try (ClosedPort port = ClosedPort.reserve()) {
      assertThatThrownBy(() -> new Route(port.address(), TARGET).open(CLIENT, Mode.SINK))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("Connection refused");
    }
  }

  private static ScriptedPeer proxy(PeerAction answer, PeerAction... more) {
    PeerAction[] script = new PeerAction[2 + more.length];
    script[0] = new PeerAction.ReadHead();
    script[1] = answer;
    System.arraycopy(more, 0, script, 2, more.length);
    return ScriptedPeer.start(script);
  }
}
