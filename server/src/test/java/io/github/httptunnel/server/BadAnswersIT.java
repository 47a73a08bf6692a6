package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.ScriptedPeer;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Answers of targets that cannot be passed on, and requests that go in a circle, by their names.
 */
class BadAnswersIT {

  @ParameterizedTest
  @EnumSource(Refusal.BadAnswer.Fault.class)
  void areToldAsWhatTheyAre(Refusal.BadAnswer.Fault fault) {
    try (ScriptedPeer target =
            ScriptedPeer.start(
                new PeerAction.ReadHead(),
                new PeerAction.Write(answer(fault)),
                new PeerAction.HalfClose(),
                new PeerAction.ReadToEnd());
        RunningServer server = RunningServer.start();
        RawClient client = server.connect()) {
      client.send("GET http://%1$s/ HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(target.authority()));
      HttpHead head = client.readHead();
      assertThat(head.status()).isEqualTo(502);
      assertThat(head.header("Proxy-Status")).startsWith("http-tunnel; error=" + error(fault));
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Refused(new Refusal.BadAnswer(fault), Phase.RELAY));
    }
  }

  @Test
  void areNotWaitedForWhenARequestHasBeenHereBefore() {
    try (RunningServer server = RunningServer.start(Configs.via("here"));
        RawClient client = server.connect()) {
      client.send("GET http://a.example/ HTTP/1.1\r\nHost: a\r\nVia: 1.1 there, 1.1 Here\r\n\r\n");
      HttpHead head = client.readHead();
      assertThat(head.status()).isEqualTo(508);
      assertThat(head.header("Proxy-Status")).startsWith("http-tunnel; error=proxy_loop_detected");
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Refused(new Refusal.Loop(), Phase.NEGOTIATE));
    }
  }

  private static String answer(Refusal.BadAnswer.Fault fault) {
    return switch (fault) {
      case NONE -> "";
      case INCOMPLETE -> "HTTP/1.1 200 OK\r\nX: hal";
      case MALFORMED -> "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab";
      case HEAD_LENGTH -> "HTTP/1.1 200 OK\r\nX: " + "x".repeat(70_000);
      case UPGRADE ->
          "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    };
  }

  private static String error(Refusal.BadAnswer.Fault fault) {
    return switch (fault) {
      case NONE -> "connection_terminated";
      case INCOMPLETE -> "http_response_incomplete";
      case MALFORMED -> "http_protocol_error";
      case HEAD_LENGTH -> "http_response_header_section_size";
      case UPGRADE -> "http_upgrade_failed";
    };
  }
}
