package io.github.httptunnel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.ScriptedPeer;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The command line, against an origin in this process and without a proxy. */
@Timeout(30)
class LoadTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"down", "up"})
  void measuresWhatEachClientGets(String direction) {
    JsonNode result =
        measure(
            "fairness --proxy direct --client 127.0.0.1=2 --client 127.0.0.1=1 --weights 1,2"
                + " --warmup 0.05 --seconds 0.1 --direction "
                + direction);
    assertThat(result.path("clients")).hasSize(2);
    assertThat(result.path("clients").path(0).path("tunnels").asInt()).isEqualTo(2);
    assertThat(result.path("clients").path(0).path("bytes").asLong()).isPositive();
    assertThat(result.path("total_bytes_per_second").asLong()).isPositive();
    assertThat(result.path("jain").asDouble()).isBetween(0.5, 1.0);
    assertThat(result.path("weighted_jain").asDouble()).isBetween(0.5, 1.0);
  }

  @Test
  void measuresMessagesBesideBulk() {
    JsonNode result =
        measure(
            "isolation --proxy direct --label x --bulk 127.0.0.1=2 --ping 127.0.0.1"
                + " --every 0.001 --warmup 0.05 --seconds 0.2");
    assertThat(result.path("label").asString()).isEqualTo("x");
    assertThat(result.path("messages").asLong()).isPositive();
    assertThat(result.path("bulk_bytes_per_second").asLong()).isPositive();
    assertThat(result.path("p50_us").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(result.path("max_us").asDouble());
  }

  @Test
  void measuresOneTunnelsBytes() {
    JsonNode result = measure("bulk --proxy direct --client 127.0.0.1 --bytes 3000000");
    assertThat(result.path("bytes").asLong()).isEqualTo(3_000_000);
    assertThat(result.path("seconds").asDouble()).isPositive();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void measuresWhatIdleTunnelsCostTheProcess() {
    JsonNode result =
        measure(
            "idle --proxy direct --tunnels 20 --warmup 0.05 --seconds 0.1 --pid "
                + ProcessHandle.current().pid());
    assertThat(result.path("tunnels").asInt()).isEqualTo(20);
    assertThat(result.path("cpu_percent").asDouble()).isNotNegative();
    assertThat(result.path("rss_after").asLong()).isPositive();
  }

  @Test
  void saysNothingOfAProcessThatItWasNotTold() {
    JsonNode result = measure("bulk --proxy direct --client 127.0.0.1 --bytes 1");
    assertThat(result.has("cpu_seconds")).isFalse();
  }

  @Test
  void failsWhenTheProxyEndsATunnel() {
    try (ScriptedPeer peer = ScriptedPeer.start(new PeerAction.Read(1))) {
      assertThat(run("fairness --fixed --client 127.0.0.1=1 --proxy " + peer.authority()))
          .isEqualTo(1);
    }
    assertThat(err).hasToString("load: a tunnel ended while it was measured\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void failsWhenTheProxyIsNotThere() {
    try (ClosedPort port = ClosedPort.reserve()) {
      assertThat(run("bulk --client 127.0.0.1 --proxy " + port.authority())).isEqualTo(1);
      assertThat(err.toString()).startsWith("load: cannot open a tunnel from 127.0.0.1 through ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fairness --proxy direct",
        "fairness --proxy direct --client 127.0.0.1=0",
        "fairness --proxy direct --client 127.0.0.1=1 --weights 1,2",
        "fairness --proxy direct --client 127.0.0.1=1 --weights 0",
        "fairness --proxy direct --client 127.0.0.1=1 --direction sideways",
        "isolation --proxy nowhere",
        "isolation --proxy direct --seconds 0",
        "idle --proxy direct",
        "idle --proxy direct --tunnels 0",
        "bulk --proxy direct --origin nowhere",
        "origin --bind nowhere"
      })
  void refusesACommandLineThatIsWrong(String arguments) {
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString()).isNotEmpty();
  }

  private JsonNode measure(String arguments) {
    assertThat(run(arguments)).as(err.toString()).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    return new ObjectMapper().readTree(out.toString());
  }

  private int run(String arguments) {
    String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
    return new Load(new PrintWriter(out), new PrintWriter(err)).run(words);
  }
}
