package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.HttpHead;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Received;
import io.github.httptunnel.testkit.ScriptedPeer;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.github.httptunnel.tunnel.TunnelStats;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Exchanges that break: each has a name, and what was cut short never looks complete. */
@ParameterizedClass
@EnumSource(Transport.Kind.class)
class ExchangeFailuresIT {

  private static final Duration SHORT = Duration.ofMillis(600);
  private static final PeerAction HALF_AN_ANSWER =
      new PeerAction.Write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");

  private final Transport.Kind kind;

  ExchangeFailuresIT(Transport.Kind kind) {
    this.kind = kind;
  }

  @Test
  void aTargetThatNeverAnswers() {
    try (ScriptedPeer target = target(new PeerAction.ReadToEnd());
        RunningServer server = RunningServer.start(Configs.exchangesWithin(SHORT), kind);
        RawClient client = server.connect()) {
      client.send(get(target));
      assertThat(answer(client, "http_response_timeout")).isEqualTo(504);
      assertRefused(server.awaitEnd(), "timeout_response");
      assertThat(target.awaitEnding()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void aTargetThatStopsInTheMiddleOfItsAnswer() {
    try (ScriptedPeer target = target(HALF_AN_ANSWER, new PeerAction.Stall());
        RunningServer server = RunningServer.start(Configs.relay(SHORT, SHORT), kind);
        RawClient client = server.connect()) {
      client.send(get(target));
      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(client.readToEnd().endedBy(Ending.RESET).text()).isEqualTo("half");
      assertClosed(server.awaitEnd(), CloseReason.IDLE_TIMEOUT, Side.PROXY);
    }
  }

  @Test
  void aTargetThatResetsInTheMiddleOfItsAnswer() {
    try (ScriptedPeer target = target(HALF_AN_ANSWER, new PeerAction.Reset());
        RunningServer server = start();
        RawClient client = server.connect()) {
      client.send(get(target));
      client.readToEnd().endedBy(Ending.RESET);
      TunnelStats record = server.awaitEnd();
      assertThat(record.outcome()).isIn(broken(CloseReason.RESET), badAnswer());
    }
  }

  @Test
  void aTargetThatClosesInTheMiddleOfItsAnswer() {
    try (ScriptedPeer target = target(HALF_AN_ANSWER, new PeerAction.HalfClose());
        RunningServer server = start();
        RawClient client = server.connect()) {
      client.send(get(target));
      client.readToEnd().endedBy(Ending.RESET);
      assertClosed(server.awaitEnd(), CloseReason.INCOMPLETE, Side.TARGET);
    }
  }

  @Test
  void aTargetThatBreaksItsChunks() {
    PeerAction answer =
        new PeerAction.Write(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nnonsense\r\n");
    try (ScriptedPeer target = target(answer, new PeerAction.Stall());
        RunningServer server = start();
        RawClient client = server.connect()) {
      client.send(get(target));
      client.readToEnd().endedBy(Ending.RESET);
      assertClosed(server.awaitEnd(), CloseReason.MALFORMED, Side.TARGET);
    }
  }

  @Test
  void aTargetThatClosesWithoutAnAnswerCostsItsClientNothingElse() {
    try (ScriptedPeer target = target(new PeerAction.Close());
        HttpOrigin other = HttpOrigin.start();
        RunningServer server = start();
        RawClient client = server.connect()) {
      client.send(get(target));
      assertThat(answer(client, "connection_terminated")).isEqualTo(502);
      assertRefused(server.awaitEnd(), "bad_answer_none");
      client.send("GET http://%1$s/ HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(other.authority()));
      assertThat(client.readHead().status()).isEqualTo(200);
      server.awaitEnd();
    }
  }

  @Test
  void aClientThatStopsInTheMiddleOfItsRequest() {
    try (ScriptedPeer target = target(new PeerAction.ReadToEnd());
        RunningServer server = RunningServer.start(Configs.exchangesWithin(SHORT), kind);
        RawClient client = server.connect()) {
      client.send(post(target, 100, "half"));
      assertThat(answer(client, "http_request_error")).isEqualTo(408);
      client.readToEnd().endedBy(Ending.FIN);
      assertRefused(server.awaitEnd(), "timeout_body");
      assertThat(target.awaitEnding()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void aClientThatEndsInTheMiddleOfItsRequest() {
    try (ScriptedPeer target = target(new PeerAction.ReadToEnd());
        RunningServer server = start();
        RawClient client = server.connect()) {
      client.send(post(target, 100, "half"));
      target.awaitBytesReceived(60);
      client.halfClose();
      assertThat(answer(client, "http_request_error")).isEqualTo(400);
      assertRefused(server.awaitEnd(), "malformed_incomplete");
      assertThat(target.awaitEnding()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void aClientThatResetsInTheMiddleOfItsRequest() {
    try (ScriptedPeer target = target(new PeerAction.ReadToEnd());
        RunningServer server = start();
        RawClient client = server.connect()) {
      client.send(post(target, 100, "half"));
      target.awaitBytesReceived(60);
      client.reset();
      assertThat(target.awaitEnding()).isEqualTo(Ending.RESET);
      assertClosed(server.awaitEnd(), CloseReason.RESET, Side.CLIENT);
    }
  }

  @Test
  void aClientThatResetsWhileItIsAnswered() {
    try (ScriptedPeer target = target(HALF_AN_ANSWER, new PeerAction.ReadToEnd());
        RunningServer server = start();
        RawClient client = server.connect()) {
      client.send(get(target));
      client.readHead();
      client.reset();
      assertThat(target.awaitEnding()).isEqualTo(Ending.RESET);
      assertClosed(server.awaitEnd(), CloseReason.RESET, Side.CLIENT);
    }
  }

  @Test
  void aTargetThatHasHeardEnough() {
    PeerAction refusal =
        new PeerAction.Write("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nno.");
    try (ScriptedPeer target = target(refusal, new PeerAction.HalfClose(), new PeerAction.Stall());
        RunningServer server = start();
        RawClient client = server.connect()) {
      client.send(post(target, 1_000_000, "the beginning"));
      HttpHead head = client.readHead();
      assertThat(head.status()).isEqualTo(413);
      assertThat(head.header("Connection")).isEqualTo("close");
      Received rest = client.readToEnd().endedBy(Ending.FIN);
      assertThat(rest.text()).isEqualTo("no.");
      TunnelStats record = server.awaitEnd();
      assertClosed(record, CloseReason.END_OF_STREAM, Side.TARGET);
      assertThat(record.upstream().ended()).isEqualTo(StreamEnd.CUT);
      assertThat(record.downstream().ended()).isEqualTo(StreamEnd.FINISHED);
    }
  }

  @Test
  void aTargetThatHasHeardEnoughAndResets() {
    String answer = "HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nno.";
    try (ScriptedPeer target = target(new PeerAction.Write(answer), new PeerAction.Close());
        RunningServer server = start();
        RawClient client = server.connect()) {
      client.send(post(target, 10_000_000, "x".repeat(10_000)));
      assertThat(client.readHead().status()).isEqualTo(413);
      assertThat(client.readExactly(3)).isEqualTo("no.");
      assertClosed(server.awaitEnd(), CloseReason.END_OF_STREAM, Side.TARGET);
    }
  }

  private RunningServer start() {
    return RunningServer.start(config -> config, kind);
  }

  /** One that reads a request's head and then does this. */
  private static ScriptedPeer target(PeerAction... script) {
    PeerAction[] actions = new PeerAction[script.length + 1];
    actions[0] = new PeerAction.ReadHead();
    System.arraycopy(script, 0, actions, 1, script.length);
    return ScriptedPeer.start(actions);
  }

  private static String get(ScriptedPeer target) {
    return "GET http://%1$s/ HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(target.authority());
  }

  private static String post(ScriptedPeer target, int length, String beginning) {
    return "POST http://%1$s/ HTTP/1.1\r\nHost: %1$s\r\nContent-Length: %2$d\r\n\r\n%3$s"
        .formatted(target.authority(), length, beginning);
  }

  private static int answer(RawClient client, String error) {
    HttpHead head = client.readHead();
    assertThat(head.header("Proxy-Status")).startsWith("http-tunnel; error=" + error);
    client.readExactly(Integer.parseInt(head.header("Content-Length")));
    return head.status();
  }

  private static void assertRefused(TunnelStats record, String code) {
    assertThat(record.outcome()).isInstanceOf(Outcome.Refused.class);
    Outcome.Refused refused = (Outcome.Refused) record.outcome();
    assertThat(refused.refusal().code()).isEqualTo(code);
    assertThat(refused.phase()).isEqualTo(Phase.RELAY);
    assertThat(record.upstream().bytes()).isPositive();
  }

  private static void assertClosed(TunnelStats record, CloseReason reason, Side by) {
    assertThat(record.outcome()).isEqualTo(new Outcome.Closed(reason, by));
  }

  private static Outcome broken(CloseReason reason) {
    return new Outcome.Closed(reason, Side.TARGET);
  }

  /** A reset may overtake the answer before it, in the target's own kernel. */
  private static Outcome badAnswer() {
    return new Outcome.Refused(new Refusal.BadAnswer(Refusal.BadAnswer.Fault.NONE), Phase.RELAY);
  }
}
