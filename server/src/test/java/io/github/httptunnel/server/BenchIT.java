package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.cli.CommandLineProgram;
import io.github.httptunnel.server.cli.PasswordInput;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.TunnelStats;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code http-tunnel bench} on the assembled server: what it says is what the server saw. */
class BenchIT {

  private static final String SHORT = " --warmup 0 --seconds 0.1";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void opensAsManyTunnelsAsItSays() {
    try (RunningServer server = RunningServer.start()) {
      JsonNode result = measure(server, "setup --concurrent 20 --rate 200" + SHORT);
      assertThat(result.path("completed").asInt()).isEqualTo(20);
      assertThat(ended(server, 20))
          .allSatisfy(tunnel -> {
            assertThat(tunnel.upstream().bytes()).isEqualTo(65);
            assertThat(tunnel.downstream().bytes()).isEqualTo(64);
          });
    }
  }

  @Test
  void sendsAsManyMessagesAsItSays() {
    try (RunningServer server = RunningServer.start()) {
      JsonNode result = measure(server, "requests --tunnels 20 --size 100 --rate 200" + SHORT);
      assertThat(result.path("completed").asInt()).isEqualTo(20);
      assertThat(ended(server, 20).stream().mapToLong(tunnel -> tunnel.upstream().bytes()).sum())
          .isEqualTo(20 + 20 * 100);
      assertThat(result.path("p50_us").asDouble())
          .isPositive()
          .isLessThanOrEqualTo(result.path("max_us").asDouble());
    }
  }

  @Test
  void movesAsMuchAsItSays() {
    try (RunningServer server = RunningServer.start()) {
      JsonNode result = measure(server, "bulk --tunnels 2 --bytes 5000001");
      assertThat(result.path("bytes").asLong()).isEqualTo(5_000_001);
      assertThat(ended(server, 2).stream().mapToLong(tunnel -> tunnel.downstream().bytes()).sum())
          .isGreaterThanOrEqualTo(5_000_001);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --unread"})
  void keepsAsManyTunnelsOpenAsItSays(String unread) {
    try (RunningServer server = RunningServer.start()) {
      String pid = " --pid " + ProcessHandle.current().pid();
      JsonNode result = measure(server, "idle --tunnels 5" + pid + unread + SHORT);
      assertThat(result.path("pss_after").asLong()).isPositive();
      assertThat(ended(server, 5)).hasSize(5);
    }
  }

  @Test
  void measuresFairnessAndIsolation() {
    try (RunningServer server = RunningServer.start()) {
      JsonNode shares = measure(server, "fairness --client 127.0.0.1=2 --client 127.0.0.1" + SHORT);
      assertThat(shares.path("jain").asDouble()).isBetween(0.3, 1.0);
      JsonNode messages = measure(server, "isolation --bulk 127.0.0.1=2 --ping 127.0.0.1" + SHORT);
      assertThat(messages.path("messages").asLong()).isPositive();
      assertThat(ended(server, 6)).hasSize(6);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"down", "up"})
  void speaksTlsToTheProxy(String direction, @TempDir Path folder) {
    Identity identity = Certificates.create().server();
    KeyMaterial keys =
        new KeyMaterial.Pem(
            identity.writeCertificate(folder, "cert.pem"),
            identity.writeKey(folder, "key.pem"),
            null);
    try (RunningServer server =
        RunningServer.start(_ -> RunningServer.onAnyPort(new Mode.Http(), keys))) {
      JsonNode result = measure(server, "bulk --tls --bytes 3000000 --direction " + direction);
      assertThat(result.path("tls").asBoolean()).isTrue();
      assertThat(result.path("bytes").asLong()).isEqualTo(3_000_000);
      assertThat(ended(server, 1)).hasSize(1);
    }
  }

  @Test
  void saysWhatTheProxyAnsweredWhenItRefuses() {
    try (RunningServer server = RunningServer.start();
        ClosedPort nobody = ClosedPort.reserve()) {
      assertThat(run(server, "requests --tunnels 1 --origin " + nobody.authority())).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("http-tunnel: cannot open a tunnel from 127.0.0.2 through 127.0.0.1:")
          .contains("it answered 'HTTP/1.1 502 ");
      assertThat(out.toString()).isEmpty();
      ended(server, 1);
    }
  }

  @Test
  void endsWhenTheProxyDies() throws Exception {
    RunningServer server = RunningServer.start();
    FutureTask<Integer> run = new FutureTask<>(() -> run(server, "bulk --tunnels 2 --seconds 60"));
    Thread.ofPlatform().daemon().start(run);
    server.awaitEstablished();
    server.awaitEstablished();
    server.stop();
    assertThat(run.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(err.toString()).startsWith("http-tunnel: a tunnel ended while it was measured: ");
  }

  @Test
  void isPartOfTheDistribution() {
    try (BuiltProgram program =
        BuiltProgram.run(Map.of(), Path.of("/"), "bench", "bulk", "--bytes", "1000", "--json")) {
      assertThat(program.awaitExit(Duration.ofSeconds(30))).isZero();
      assertThat(JsonMapper.shared().readTree(program.stdout()).path("bytes").asInt())
          .isEqualTo(1000);
      assertThat(program.stderr()).isEmpty();
    }
  }

  private static List<TunnelStats> ended(RunningServer server, int count) {
    return Stream.generate(server::awaitEnd).limit(count).toList();
  }

  private JsonNode measure(RunningServer server, String arguments) {
    out.getBuffer().setLength(0);
    assertThat(run(server, arguments)).as(err.toString()).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    return JsonMapper.shared().readTree(out.toString());
  }

  private int run(RunningServer server, String arguments) {
    String proxy = " --proxy 127.0.0.1:" + server.address().getPort();
    return new CommandLineProgram(
            new PrintWriter(out),
            new PrintWriter(err),
            false,
            _ -> null,
            _ -> null,
            PasswordInput.ofProcess(),
            (_, _, _) -> 1)
        .run(("bench " + arguments + proxy).split(" "));
  }
}
