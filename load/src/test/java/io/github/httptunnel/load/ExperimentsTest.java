package io.github.httptunnel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.ScriptedPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The command line, against an origin in this process and without a proxy. */
@Timeout(30)
class ExperimentsTest {

  private static final String SHORT = " --warmup 0.02 --seconds 0.05";

  private final BenchRun bench = new BenchRun();

  @ParameterizedTest
  @ValueSource(strings = {"down", "up"})
  void measuresWhatEachClientGets(String direction) {
    JsonNode result =
        bench.measure(
            "fairness --client 127.0.0.1=2 --client 127.0.0.1=1 --weights 1,2 --threads 2"
                + SHORT
                + " --direction "
                + direction);
    assertThat(result.path("clients")).hasSize(2);
    assertThat(result.path("clients").path(0).path("tunnels").asInt()).isEqualTo(2);
    assertThat(result.path("clients").path(0).path("bytes").asLong()).isPositive();
    assertThat(result.path("total_bytes_per_second").asLong()).isPositive();
    assertThat(result.path("jain").asDouble()).isBetween(0.5, 1.0);
    assertThat(result.path("weighted_jain").asDouble()).isBetween(0.5, 1.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --every 0.001"})
  void measuresMessagesBesideBulk(String every) {
    JsonNode result =
        bench.measure("isolation --label x --bulk 127.0.0.1=2 --ping 127.0.0.1" + SHORT + every);
    assertThat(result.path("label").asString()).isEqualTo("x");
    assertThat(result.path("messages").asLong()).isPositive();
    assertThat(result.path("bulk_bytes_per_second").asLong()).isPositive();
    assertPercentiles(result);
  }

  @ParameterizedTest
  @ValueSource(strings = {"down", "up"})
  void movesExactlyTheBytesThatItWasTold(String direction) {
    JsonNode result =
        bench.measure("bulk --tunnels 3 --threads 2 --bytes 3000001 --direction " + direction);
    assertThat(result.path("bytes").asLong()).isEqualTo(3_000_001);
    assertThat(result.path("seconds").asDouble()).isPositive();
  }

  @Test
  void movesBytesForATime() {
    JsonNode result = bench.measure("bulk --tunnels 2" + SHORT);
    assertThat(result.path("via").asString()).isEqualTo("direct");
    assertThat(result.path("bytes_per_second").asLong()).isPositive();
  }

  @Test
  void measuresMessagesInTurn() {
    JsonNode result = bench.measure("requests --tunnels 3 --size 9000 --threads 2" + SHORT);
    assertThat(result.path("completed").asLong()).isPositive();
    assertThat(result.path("unfinished").asLong()).isZero();
    assertPercentiles(result);
  }

  @Test
  void sendsAsManyMessagesAsAreDue() {
    JsonNode result = bench.measure("requests --tunnels 3 --rate 1000 --warmup 0 --seconds 0.2");
    assertThat(result.path("completed").asLong() + result.path("unfinished").asLong())
        .isEqualTo(200);
    assertThat(result.path("rate").asDouble()).isEqualTo(1000);
  }

  @Test
  void opensTunnelsInTurn() {
    JsonNode result = bench.measure("setup --concurrent 4 --threads 2" + SHORT);
    assertThat(result.path("completed").asLong()).isPositive();
    assertPercentiles(result);
  }

  @Test
  void opensAsManyTunnelsAsAreDue() {
    JsonNode result = bench.measure("setup --concurrent 4 --rate 200 --warmup 0 --seconds 0.2");
    assertThat(result.path("completed").asLong() + result.path("unfinished").asLong())
        .isEqualTo(40);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --unread"})
  @EnabledOnOs(OS.LINUX)
  void measuresWhatIdleTunnelsCostTheProcess(String unread) {
    JsonNode result =
        bench.measure("idle --tunnels 20 --pid " + ProcessHandle.current().pid() + SHORT + unread);
    assertThat(result.path("tunnels").asInt()).isEqualTo(20);
    assertThat(result.path("cpu_percent").asDouble()).isNotNegative();
    assertThat(result.path("rss_after").asLong()).isPositive();
    assertThat(result.path("pss_after").asLong())
        .isPositive()
        .isLessThanOrEqualTo(2 * result.path("rss_after").asLong());
  }

  @Test
  void saysNothingOfAProcessThatItWasNotTold() {
    assertThat(bench.measure("bulk --bytes 1").has("cpu_seconds")).isFalse();
  }

  @Test
  void showsPeopleATable() {
    bench.measure("bulk --bytes 5");
    assertThat(bench.err()).contains("  bytes                    5\n");
  }

  @Test
  void showsPeopleNothingWhenOnlyTheLineForProgramsIsWanted() {
    bench.measure("bulk --bytes 5 --json");
    assertThat(bench.err()).isEmpty();
  }

  @Test
  void asksASocksProxy() {
    try (ScriptedPeer proxy =
        ScriptedPeer.start(
            new PeerAction.Read(3),
            new PeerAction.Write("\u0005\u0000"),
            new PeerAction.Read(10),
            new PeerAction.Write("\u0005\u0000\u0000\u0001\u0000\u0000\u0000\u0000\u0000\u0000"),
            new PeerAction.Stall())) {
      JsonNode result = bench.measure("idle --tunnels 2 --socks5 " + proxy.authority() + SHORT);
      assertThat(result.path("via").asString()).isEqualTo("socks5");
      assertThat(result.path("proxy").asString()).isEqualTo(proxy.authority());
    }
  }

  @Test
  void failsWhenTheProxyEndsATunnel() {
    try (ScriptedPeer peer = ScriptedPeer.start(new PeerAction.Read(1))) {
      assertThat(bench.run("bulk --tunnels 2 --fixed " + peer.authority())).isEqualTo(1);
    }
    assertThat(bench.err()).startsWith("bench: a tunnel ended while it was measured: ");
    assertThat(bench.out()).isEmpty();
  }

  @Test
  void failsWhenTheProxyIsNotThere() {
    try (ClosedPort port = ClosedPort.reserve()) {
      assertThat(bench.run("setup --proxy " + port.authority())).isEqualTo(1);
      assertThat(bench.err()).startsWith("bench: cannot open a tunnel from 127.0.0.");
    }
  }

  @Test
  void failsWhenNothingIsCompleted() {
    try (ScriptedPeer peer = ScriptedPeer.start(new PeerAction.Stall())) {
      assertThat(
              bench.run(
                  "requests --tunnels 1 --seconds 0.1 --warmup 0 --fixed " + peer.authority()))
          .isEqualTo(1);
    }
    assertThat(bench.err())
        .isEqualTo("bench: nothing was completed in 0.1 s; does the proxy lead to the origin?\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fairness",
        "fairness --client 127.0.0.1=0",
        "fairness --client 127.0.0.1=1 --weights 1,2",
        "fairness --client 127.0.0.1=1 --weights 0",
        "fairness --client 127.0.0.1=1 --direction sideways",
        "isolation --proxy nowhere",
        "isolation --seconds 0",
        "idle",
        "idle --tunnels 0",
        "bulk --origin nowhere",
        "bulk --tunnels 2 --bytes 1",
        "bulk --proxy 127.0.0.1:1 --socks5 127.0.0.1:1",
        "bulk --tls",
        "bulk --proxy 192.0.2.1:1",
        "requests --size 1048577",
        "origin --bind nowhere"
      })
  void refusesACommandLineThatIsWrong(String arguments) {
    assertThat(bench.run(arguments)).isEqualTo(2);
    assertThat(bench.err()).isNotEmpty();
  }

  private static void assertPercentiles(JsonNode result) {
    assertThat(result.path("p50_us").asDouble())
        .isPositive()
        .isLessThanOrEqualTo(result.path("max_us").asDouble());
  }
}
