package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RecorderPeer;
import io.github.httptunnel.testkit.ScriptedPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpeningTest {

  private static final InetAddress CLIENT = InetAddress.ofLiteral("127.0.0.1");
  private static final List<Step> CONNECT = List.of(new Connect(new Endpoint("192.0.2.1", 443)));

  private final CompletableFuture<Wire> opened = new CompletableFuture<>();
  private Loop loop;

  @BeforeEach
  void start() throws IOException {
    loop = Loop.start("test", opened::completeExceptionally);
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void opensAtOnceWhenNobodyIsToBeAsked() {
    try (RecorderPeer peer = RecorderPeer.start()) {
      open(peer.address(), List.of());
      peer.awaitConnections(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 Connection established\r\n\r\n",
        "HTTP/1.0 200 OK\r\nA: b\r\n\r\n",
        "HTTP/1.1 299 \r\n\r\n",
        "HTTP/1.1 200\r\n\r\n"
      })
  void opensWhenTheProxyHasAccepted(String head) {
    try (ScriptedPeer proxy = proxy(new PeerAction.Write(head), new PeerAction.Stall())) {
      assertThat(open(proxy.address(), CONNECT)).isNotNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 403 Forbidden\r\n\r\n',"
        + " it answered 'HTTP/1.1 403 Forbidden' (expected: a status from 200 to 299)",
    "'HTTP/1.1 2000 Odd\r\n\r\n',"
        + " it answered 'HTTP/1.1 2000 Odd' (expected: a status from 200 to 299)",
    "'HTTP/1.1 200 OK\r\n', it ended the connection without an answer"
  })
  void failsWhenTheProxyDoesNotAccept(String head, String problem) {
    try (ScriptedPeer proxy = proxy(new PeerAction.Write(head))) {
      assertThatThrownBy(() -> open(proxy.address(), CONNECT))
          .hasMessageStartingWith("cannot open a tunnel from 127.0.0.1 through 127.0.0.1:")
          .hasMessageEndingWith(": " + problem);
    }
  }

  @Test
  void failsWhenTheAnswerIsLongerThanAnyHead() {
    try (ScriptedPeer proxy = proxy(new PeerAction.Write("x".repeat(8193)))) {
      assertThatThrownBy(() -> open(proxy.address(), CONNECT))
          .hasMessageEndingWith("its answer is longer than 8192 bytes");
    }
  }

  @Test
  void failsWhenNobodyListens() {
    try (ClosedPort port = ClosedPort.reserve()) {
      assertThatThrownBy(() -> open(port.address(), CONNECT))
          .hasMessageEndingWith("Connection refused");
    }
  }

  private Wire open(InetSocketAddress peer, List<Step> steps) {
    Route route = new Route(peer, steps, null);
    loop.execute(() -> Opening.start(loop, route, CLIENT, opened::complete));
    try {
      return opened.orTimeout(10, TimeUnit.SECONDS).join();
    } catch (CompletionException failed) {
      throw new AssertionError(failed.getCause().getMessage(), failed);
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
