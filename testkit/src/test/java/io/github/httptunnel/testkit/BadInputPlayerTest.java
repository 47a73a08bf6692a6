package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.testkit.PeerAction.Pause;
import io.github.httptunnel.testkit.PeerAction.ReadHead;
import io.github.httptunnel.testkit.PeerAction.ReadToEnd;
import io.github.httptunnel.testkit.PeerAction.Reset;
import io.github.httptunnel.testkit.PeerAction.Stall;
import io.github.httptunnel.testkit.PeerAction.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BadInputPlayerTest {

  private static final Duration MOMENT = Duration.ofMillis(20);
  private static final Duration SILENCE = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Map<String, Object> CLOSES = Map.of("close", true, "within_s", 9);

  private final BadInputPlayer player =
      new BadInputPlayer(
          new Placeholders(Map.of("ECHO", "a.example:1")),
          Duration.ofSeconds(5),
          Duration.ofMillis(50));

  @Test
  void sendsTheFilledBytes() {
    try (RecorderPeer peer = RecorderPeer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
      Observed observed =
          play(peer, Map.of(), new InputPart.Text("CONNECT {{ECHO}} HTTP/1.1\r\n\r\n"));
      assertThat(peer.received()).containsExactly("CONNECT a.example:1 HTTP/1.1\r\n\r\n");
      assertThat(observed.statuses()).containsExactly(200);
      assertThat(observed.ending()).isEqualTo(Ending.OPEN);
    }
  }

  @Test
  void sendsRepeatedAndTrickledAndDrippedBytes() {
    try (RecorderPeer peer = RecorderPeer.answering("ok")) {
      play(
          peer,
          Map.of(),
          new InputPart.Repeat("ab", 3),
          new InputPart.ByteByByte("cd", MOMENT),
          new InputPart.Drip("e", LONG, MOMENT),
          new InputPart.HalfClose());
      peer.awaitReceived("abababcde");
    }
  }

  @Test
  void watchesUntilTheEndIfThatIsExpected() {
    try (ScriptedPeer peer =
        ScriptedPeer.start(new ReadHead(), new Pause(Duration.ofMillis(200)), new Reset())) {
      Observed observed = play(peer, CLOSES, new InputPart.Text("x\r\n\r\n"));
      assertThat(observed.ending()).isEqualTo(Ending.RESET);
      assertThat(observed.last()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }
  }

  @Test
  void stopsWaitingWhenThePeerHasClosed() {
    try (ScriptedPeer peer = ScriptedPeer.start(new ReadHead())) {
      Observed observed =
          play(
              peer,
              CLOSES,
              new InputPart.Text("x\r\n\r\n"),
              new InputPart.Delay(LONG),
              new InputPart.Text("never sent"));
      assertThat(observed.ending()).isEqualTo(Ending.FIN);
      assertThat(peer.bytesReceived()).isEqualTo(5);
    }
  }

  @Test
  void stopsDrippingWhenThePeerHasClosed() {
    try (ScriptedPeer peer = ScriptedPeer.start(new ReadHead())) {
      Observed observed =
          play(
              peer, CLOSES, new InputPart.Text("x\r\n\r\n"), new InputPart.Drip("y", MOMENT, LONG));
      assertThat(observed.ending().byPeer()).isTrue();
    }
  }

  @Test
  void watchesUntilAsManyAnswersAsExpectedHaveBegun() {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    try (ScriptedPeer peer =
        ScriptedPeer.start(
            new ReadHead(),
            new Write(answer),
            new Pause(SILENCE),
            new Write(answer),
            new Stall())) {
      Observed observed =
          play(peer, Map.of("responses", 2), new InputPart.Text("GET / HTTP/1.1\r\n\r\n"));
      assertThat(observed.statuses()).containsExactly(200, 200);
    }
  }

  @Test
  void watchesUntilAFinalAnswerHasBegun() {
    try (ScriptedPeer peer =
        ScriptedPeer.start(
            new ReadHead(),
            new Write("HTTP/1.1 102 Wait\r\n\r\n"),
            new Pause(SILENCE),
            new Write("HTTP/1.1 204 None\r\n\r\n"),
            new Stall())) {
      Observed observed =
          play(peer, Map.of("status", 204), new InputPart.Text("GET / HTTP/1.1\r\n\r\n"));
      assertThat(observed.statuses()).containsExactly(102, 204);
    }
  }

  @Test
  void waitsForBytesBeforeItGoesOn() {
    try (ScriptedPeer peer =
        ScriptedPeer.start(
            new PeerAction.Read(1), new Pause(MOMENT), new Write("12"), new ReadToEnd())) {
      play(
          peer,
          Map.of(),
          new InputPart.Text("a"),
          new InputPart.Read(2),
          new InputPart.Text("b"),
          new InputPart.Close());
      peer.awaitBytesReceived(2);
      assertThat(peer.bytesSent()).isEqualTo(2);
    }
  }

  @Test
  void waitsForAHeadBeforeItGoesOn() {
    try (ScriptedPeer peer =
        ScriptedPeer.start(
            new PeerAction.Read(1), new Pause(MOMENT), new Write("x\r\n\r\n"), new ReadToEnd())) {
      play(
          peer,
          Map.of(),
          new InputPart.Text("a"),
          new InputPart.ReadHead(),
          new InputPart.Text("b"),
          new InputPart.Close());
      peer.awaitBytesReceived(2);
      assertThat(peer.bytesSent()).isEqualTo(5);
    }
  }

  @Test
  void readsTheMethodsOfAllRequests() {
    try (RecorderPeer peer = RecorderPeer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
      Observed observed =
          play(peer, Map.of(), new InputPart.Text("PROXY x\r\nHEAD / HTTP/1.1\r\n\r\nGET / HTTP"));
      assertThat(observed.methods()).containsExactly("HEAD", "GET");
    }
  }

  @Test
  void resetsWhenToldTo() {
    try (EchoPeer peer = EchoPeer.start()) {
      Observed observed =
          play(
              peer,
              Map.of(),
              new InputPart.Text("a"),
              new InputPart.Read(1),
              new InputPart.Reset());
      assertThat(observed.ending()).isEqualTo(Ending.CLOSED_HERE);
      assertThat(peer.awaitEnding()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void stopsReadingWhenToldTo() {
    try (FloodPeer peer = FloodPeer.start();
        RawClient client = RawClient.to(peer.address()).receiveBuffer(4096).connect()) {
      BadInput input =
          input(Map.of(), new InputPart.ReadNothing(Duration.ofMillis(200)), new InputPart.Reset());
      assertThat(player.play(input, client).ending()).isEqualTo(Ending.CLOSED_HERE);
    }
  }

  @Test
  void probesATunnel() {
    try (EchoPeer peer = EchoPeer.start()) {
      assertThat(play(peer, Map.of("tunnel", true), new InputPart.Text("a")).probeEchoed())
          .isTrue();
    }
  }

  @Test
  void noticesATunnelThatIsNone() {
    Map<String, Object> expect = Map.of("tunnel", true, "within_s", 0.1);
    try (ScriptedPeer peer = ScriptedPeer.start(new Write("hello"), new Stall())) {
      assertThat(play(peer, expect, new InputPart.Text("a")).probeEchoed()).isFalse();
    }
  }

  @Test
  void refusesProse() {
    try (EchoPeer peer = EchoPeer.start()) {
      assertThatThrownBy(() -> play(peer, Map.of(), new InputPart.Unplayable("a storm")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("X-1: cannot be played; it is in prose");
    }
  }

  private Observed play(Peer peer, Map<String, Object> expect, InputPart... parts) {
    try (RawClient client = RawClient.connect(peer.address())) {
      return player.play(input(expect, parts), client);
    }
  }

  private static BadInput input(Map<String, Object> expect, InputPart... parts) {
    return new BadInput(
        "X-1", "http1-connect", "lab", List.of(parts), List.of(), expect, true, "a test");
  }
}
