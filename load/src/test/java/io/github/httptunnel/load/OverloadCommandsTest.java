package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RecorderPeer;
import io.github.httptunnel.testkit.ScriptedPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Load that a proxy is not to carry but to survive, against peers in this process. */
@Timeout(30)
class OverloadCommandsTest {

  private final BenchRun bench = new BenchRun();

  @Test
  void asksForAsManyTunnelsAsAreDueWhateverBecomesOfThem() {
    JsonNode result = bench.measure("offer --rate 100 --threads 2 --warmup 0.1 --seconds 0.3");
    assertThat(result.path("served").asInt()).isEqualTo(30);
    assertThat(result.path("served_in")).hasSize(1);
    assertThat(result.path("refused").asInt()).isZero();
    assertThat(result.path("p99_us").asDouble()).isPositive();
  }

  @Test
  void countsRefusalsByTheirStatus() {
    try (ScriptedPeer proxy =
        ScriptedPeer.start(
            new PeerAction.ReadHead(), new PeerAction.Write("HTTP/1.1 429 Too Many\r\n\r\n"))) {
      JsonNode result =
          bench.measure("offer --rate 50 --warmup 0 --seconds 0.2 --proxy " + proxy.authority());
      assertThat(result.path("status_429").asInt()).isEqualTo(10);
      assertThat(result.path("refused").asInt()).isEqualTo(10);
      assertThat(result.path("served").asInt()).isZero();
      assertThat(result.path("refused_p99_us").asDouble()).isPositive();
    }
  }

  @Test
  void countsTunnelsThatWereLost() {
    try (ClosedPort port = ClosedPort.reserve()) {
      JsonNode result =
          bench.measure("offer --rate 50 --warmup 0 --seconds 0.2 --proxy " + port.authority());
      assertThat(result.path("ended").asInt()).isEqualTo(10);
    }
  }

  @Test
  void asksForNoMoreThanAFewAtOnce() {
    try (ScriptedPeer proxy =
        ScriptedPeer.start(new PeerAction.ReadHead(), new PeerAction.Stall())) {
      JsonNode result =
          bench.measure(
              "offer --rate 50 --most 3 --warmup 0 --seconds 0.2 --proxy " + proxy.authority());
      assertThat(result.path("unanswered").asInt()).isEqualTo(3);
      assertThat(result.path("unasked").asInt()).isEqualTo(7);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "silent,ended",
    "hello,ended",
    "head,ended",
    "body,ended",
    "response,ended",
    "garbage,ended",
    "abort,left"
  })
  void tellsHowThoseWereOverThatMisbehave(String manner, String fate) {
    try (ScriptedPeer proxy = ScriptedPeer.start(new PeerAction.HalfClose())) {
      JsonNode result = misbehave(manner, proxy.authority());
      assertThat(result.path("still_there").asInt()).isZero();
      assertThat(result.path(fate).asInt() + result.path("reset").asInt()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @CsvSource({"connect,ended", "finish,ended", "reset,left"})
  void tellsWhatThoseWereAnsweredThatMisbehave(String manner, String fate) {
    try (ScriptedPeer proxy =
        ScriptedPeer.start(
            new PeerAction.ReadHead(),
            new PeerAction.Write("HTTP/1.1 407 No\r\n\r\n"),
            new PeerAction.HalfClose())) {
      JsonNode result = misbehave(manner, proxy.authority());
      assertThat(result.path("status_407").asInt()).isEqualTo(5);
      assertThat(result.path(fate).asInt()).isEqualTo(5);
    }
  }

  @Test
  void dribblesAndGivesUpWhenTimeIsOver() {
    try (RecorderPeer proxy = RecorderPeer.start()) {
      JsonNode result =
          bench.measure(
              "misbehave --manner head --connections 1 --target mute --every 0.01 --seconds 0.2"
                  + " --warmup 0 --proxy "
                  + proxy.authority());
      assertThat(result.path("still_there").asInt()).isEqualTo(1);
      proxy.awaitReceived("CONNECT ");
      assertThat(proxy.received().getFirst()).contains("\r\nxxx");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void looksAtWhatIsLeftInTheProcess() {
    try (ScriptedPeer proxy = ScriptedPeer.start(new PeerAction.HalfClose())) {
      JsonNode result =
          bench.measure(
              "misbehave --manner silent --connections 20 --at-once 3 --target closed --pid "
                  + ProcessHandle.current().pid()
                  + " --proxy "
                  + proxy.authority());
      assertThat(result.path("descriptors_before").asInt()).isPositive();
      assertThat(result.path("descriptors_after").asInt()).isPositive();
      assertThat(result.path("rss_before").asLong()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "offer",
        "offer --rate 0",
        "misbehave",
        "misbehave --manner nice",
        "misbehave --manner head --every 0",
        "misbehave --manner head --tls --proxy 127.0.0.1:1"
      })
  void refusesACommandLineThatIsWrong(String arguments) {
    assertThat(bench.run(arguments)).isEqualTo(2);
    assertThat(bench.err()).isNotEmpty();
  }

  private JsonNode misbehave(String manner, String proxy) {
    return bench.measure(
        "misbehave --connections 5 --every 0.01 --manner " + manner + " --proxy " + proxy);
  }
}
