package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.testkit.PeerAction.Close;
import io.github.httptunnel.testkit.PeerAction.Read;
import io.github.httptunnel.testkit.PeerAction.ReadHead;
import io.github.httptunnel.testkit.PeerAction.Reset;
import io.github.httptunnel.testkit.PeerAction.Stall;
import io.github.httptunnel.testkit.PeerAction.Write;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RawClientTest {

  private static final Duration SOON = Duration.ofMillis(50);

  @Test
  void readsAHeadAndLeavesWhatFollowsUnread() {
    try (ScriptedPeer peer =
            ScriptedPeer.start(new Write("HTTP/1.1 200 Fine\r\nA: 1\r\na: 2\r\n\r\nbody"));
        RawClient client = RawClient.connect(peer.address())) {
      HttpHead head = client.readHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.reason()).isEqualTo("Fine");
      assertThat(head.headers("A")).containsExactly("1", "2");
      assertThat(client.readExactly(4)).isEqualTo("body");
    }
  }

  @Test
  void saysWhatItHadWhenAHeadIsCutShort() {
    try (ScriptedPeer peer = ScriptedPeer.start(new Write("HTTP/1.1 200"));
        RawClient client = RawClient.connect(peer.address())) {
      assertThatThrownBy(client::readHead)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("had 12 bytes, then: FIN");
    }
  }

  @Test
  void saysWhatItHadWhenTooFewBytesCome() {
    try (ScriptedPeer peer = ScriptedPeer.start(new Write("abc"), new Stall());
        RawClient client = RawClient.to(peer.address()).within(SOON).connect()) {
      assertThatThrownBy(() -> client.readExactly(4))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("waited for 4 bytes; had 3 bytes, then: OPEN");
    }
  }

  @Test
  void tellsAFin() {
    try (ScriptedPeer peer = ScriptedPeer.start(new Write("abc"), new Close());
        RawClient client = RawClient.connect(peer.address())) {
      assertThat(client.readToEnd()).isEqualTo(new Received("abc", Ending.FIN));
    }
  }

  @Test
  void throwsAwayWhatComesBeforeTheEnd() {
    try (ScriptedPeer peer = ScriptedPeer.start(new Write("abc".repeat(100_000)), new Close());
        RawClient client = RawClient.connect(peer.address())) {
      assertThat(client.discardToEnd()).isEqualTo(Ending.FIN);
      assertThat(client.receive(Duration.ofSeconds(1)).text()).isEmpty();
    }
  }

  @Test
  void tellsAReset() {
    try (ScriptedPeer peer = ScriptedPeer.start(new ReadHead(), new Reset());
        RawClient client = RawClient.connect(peer.address())) {
      client.send("\r\n\r\n");
      assertThat(client.readToEnd()).isEqualTo(new Received("", Ending.RESET));
    }
  }

  @Test
  void tellsAResetThatASendNoticedFirst() {
    try (ScriptedPeer peer = ScriptedPeer.start(new Read(1), new Reset());
        RawClient client = RawClient.connect(peer.address())) {
      client.send("x");
      peer.awaitConnections(1);
      peer.awaitOpenConnections(0);
      assertThatThrownBy(() -> client.send("x")).isInstanceOf(UncheckedIOException.class);
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void tellsThatNothingEnded() {
    try (ScriptedPeer peer = ScriptedPeer.start(new Write("abc"), new Stall());
        RawClient client = RawClient.connect(peer.address())) {
      assertThat(client.readFor(SOON)).isEqualTo(new Received("abc", Ending.OPEN));
    }
  }

  @Test
  void givesUpSendingWhatNobodyTakes() {
    try (MutePeer peer = MutePeer.start(4096);
        RawClient client = RawClient.to(peer.address()).within(SOON).connect()) {
      assertThatThrownBy(() -> client.send(new byte[64 << 20]))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("the peer does not take it");
    }
  }

  @Test
  void connectsFromTheGivenAddress() {
    try (EchoPeer peer = EchoPeer.start();
        RawClient client = RawClient.to(peer.address()).from("127.0.0.7").connect()) {
      assertThat(client.localAddress().getAddress().getHostAddress()).isEqualTo("127.0.0.7");
    }
  }

  @Test
  void opensATunnelThroughAProxy() {
    try (ScriptedPeer proxy =
            ScriptedPeer.start(new ReadHead(), new Write("HTTP/1.1 200 OK\r\n\r\nhi"));
        RawClient client = RawClient.connectThrough(proxy.address(), "a.example:443")) {
      assertThat(client.readExactly(2)).isEqualTo("hi");
    }
  }

  @Test
  void failsWhenAProxyRefusesTheTunnel() {
    try (ScriptedPeer proxy =
        ScriptedPeer.start(
            new ReadHead(),
            new Write(
                "HTTP/1.1 403 No\r\nProxy-Status: p; error=destination_ip_prohibited\r\n\r\n"))) {
      assertThatThrownBy(() -> RawClient.connectThrough(proxy.address(), "a.example:443"))
          .isInstanceOf(AssertionError.class)
          .hasMessage(
              "CONNECT: HTTP/1.1 403 No, Proxy-Status: p; error=destination_ip_prohibited"
                  + " (expected: 200)");
    }
  }
}
