package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.testkit.PeerAction.Close;
import io.github.httptunnel.testkit.PeerAction.HalfClose;
import io.github.httptunnel.testkit.PeerAction.Pause;
import io.github.httptunnel.testkit.PeerAction.Read;
import io.github.httptunnel.testkit.PeerAction.ReadToEnd;
import io.github.httptunnel.testkit.PeerAction.Reset;
import io.github.httptunnel.testkit.PeerAction.Trickle;
import io.github.httptunnel.testkit.PeerAction.Write;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PeersTest {

  private static final Duration SOON = Duration.ofMillis(100);

  @Test
  void echoesAndEndsItsHalfAfterTheClient() {
    try (EchoPeer peer = EchoPeer.start();
        RawClient client = RawClient.connect(peer.address())) {
      client.send("hello");
      client.halfClose();
      assertThat(client.readToEnd()).isEqualTo(new Received("hello", Ending.FIN));
    }
  }

  @Test
  void countsConnectionsAndBytes() {
    try (EchoPeer peer = EchoPeer.start()) {
      try (RawClient first = RawClient.connect(peer.address());
          RawClient second = RawClient.connect(peer.address())) {
        first.send("abc");
        second.send("de");
        peer.awaitBytesReceived(5);
        peer.awaitBytesSent(5);
        assertThat(peer.openConnections()).isEqualTo(2);
      }
      peer.awaitOpenConnections(0);
      assertThat(peer.connections()).isEqualTo(2);
    }
  }

  @Test
  void seesAClientsReset() {
    try (EchoPeer peer = EchoPeer.start();
        RawClient client = RawClient.connect(peer.address())) {
      peer.awaitConnections(1);
      client.reset();
      assertThat(peer.awaitEnding()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void seesAClientsFin() {
    try (EchoPeer peer = EchoPeer.start();
        RawClient client = RawClient.connect(peer.address())) {
      client.halfClose();
      assertThat(peer.awaitEnding()).isEqualTo(Ending.FIN);
    }
  }

  @Test
  void resetsOpenConnectionsWhenClosed() {
    EchoPeer peer = EchoPeer.start();
    try (RawClient client = RawClient.connect(peer.address())) {
      peer.awaitConnections(1);
      peer.close();
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void answersWhenAsMuchAsExpectedHasCome() {
    try (RecorderPeer peer = RecorderPeer.answeringAt(3, "yes");
        RawClient client = RawClient.connect(peer.address())) {
      client.send("ab");
      peer.awaitReceived("ab");
      assertThat(client.receive(SOON).text()).isEmpty();
      client.send("c");
      assertThat(client.readExactly(3)).isEqualTo("yes");
    }
  }

  @Test
  void endsItsHalfWithTheAnswerAndGoesOnRecording() {
    try (RecorderPeer peer = RecorderPeer.endingAt(3, "bye");
        RawClient client = RawClient.connect(peer.address())) {
      client.send("abc");
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEqualTo("bye");
      client.send("d");
      peer.awaitReceived("abcd");
    }
  }

  @Test
  void recordsExactBytesAndAnswersOnce() {
    try (RecorderPeer peer = RecorderPeer.answering("yes");
        RawClient client = RawClient.connect(peer.address())) {
      client.send("\0\u00ff\r");
      assertThat(client.readExactly(3)).isEqualTo("yes");
      client.send("\n");
      peer.awaitReceived("\0\u00ff\r\n");
      assertThat(peer.received()).containsExactly("\0\u00ff\r\n");
    }
  }

  @Test
  void playsAScript() {
    try (ScriptedPeer peer =
            ScriptedPeer.start(
                new Read(2),
                new Write("one "),
                new Pause(Duration.ofMillis(5)),
                new Trickle("two", Duration.ofMillis(1)),
                new HalfClose(),
                new ReadToEnd());
        RawClient client = RawClient.connect(peer.address())) {
      client.send("go");
      assertThat(client.readToEnd()).isEqualTo(new Received("one two", Ending.FIN));
      client.send("more");
      client.halfClose();
      peer.awaitOpenConnections(0);
      assertThat(peer.bytesReceived()).isEqualTo(6);
    }
  }

  @Test
  void endsAScriptWhenTheClientLeavesEarly() {
    try (ScriptedPeer peer = ScriptedPeer.start(new Read(2), new Write("never"), new Reset());
        RawClient client = RawClient.connect(peer.address())) {
      client.send("g");
      client.halfClose();
      assertThat(client.readToEnd()).isEqualTo(new Received("", Ending.FIN));
    }
  }

  @Test
  void acceptsAndCloses() {
    try (ScriptedPeer peer = ScriptedPeer.start(new Close());
        RawClient client = RawClient.connect(peer.address())) {
      assertThat(client.readToEnd()).isEqualTo(new Received("", Ending.FIN));
    }
  }

  @Test
  void floodsWithoutBeingAsked() {
    try (FloodPeer peer = FloodPeer.start();
        RawClient client = RawClient.to(peer.address()).receiveBuffer(4096).connect()) {
      peer.awaitBytesSent(16 * 1024);
      assertThat(client.receive(SOON).text()).isNotEmpty();
    }
  }

  @Test
  void readsNothingWhenMute() {
    try (MutePeer peer = MutePeer.start();
        RawClient client = RawClient.connect(peer.address())) {
      client.send("anyone?");
      assertThat(client.readFor(SOON)).isEqualTo(new Received("", Ending.OPEN));
      assertThat(peer.bytesReceived()).isZero();
    }
  }

  @Test
  void refusesOnAClosedPort() {
    try (ClosedPort port = ClosedPort.reserve()) {
      assertThatThrownBy(() -> RawClient.connect(port.address()))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(ConnectException.class);
    }
  }

  @Test
  void neverAnswersOnABlackhole() {
    try (BlackholePort port = BlackholePort.open()) {
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(() -> RawClient.to(port.address()).within(SOON).connect())
            .isInstanceOf(UncheckedIOException.class)
            .hasCauseInstanceOf(SocketTimeoutException.class);
      }
    }
  }
}
