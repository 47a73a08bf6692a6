package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.FloodPeer;
import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built program when downloads that nobody reads ask for more memory than it has. */
class MemoryFloodIT {

  private static final String SMALL = "-XX:MaxDirectMemorySize=6m -XX:TieredStopAtLevel=1";
  private static final int FLOOD = 600;

  @Test
  void shedsAndRelievesAndKeepsAGoodClientAlive(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("http-tunnel.yaml"), "relay_engine: channel\n" + Configs.NO_LIMITS);
    try (EchoPeer echo = EchoPeer.start();
        FloodPeer flood = FloodPeer.start();
        BuiltProgram program = small(folder);
        RawClient good = RawClient.connectThrough(program.address(), echo.authority())) {
      List<RawClient> silent = silentClients(program, flood);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() ->
              program.stderr().contains("new connections and requests are refused")
                  || program.stderr().contains("the tunnels that hold most of it are ended"));
      good.send("still here");
      assertThat(good.readExactly(10)).isEqualTo("still here");
      silent.forEach(RawClient::reset);
      await()
          .atMost(Duration.ofSeconds(30))
          .ignoreExceptions()
          .untilAsserted(() -> {
            try (RawClient next = RawClient.connectThrough(program.address(), echo.authority())) {
              next.send("good");
              assertThat(next.readExactly(4)).isEqualTo("good");
            }
          });
      assertThat(program.isAlive()).isTrue();
      assertThat(program.stderr()).doesNotContain("ERROR", "Fault of this program");
    }
  }

  /** Those that are turned away are of no interest. */
  private static List<RawClient> silentClients(BuiltProgram program, FloodPeer flood) {
    String request = "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(flood.authority());
    return Together.run(
            FLOOD,
            _ -> {
              try {
                RawClient client = RawClient.to(program.address()).receiveBuffer(4096).connect();
                client.send(request);
                return Optional.of(client);
              } catch (UncheckedIOException turnedAway) {
                return Optional.<RawClient>empty();
              }
            })
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static BuiltProgram small(Path folder) {
    BuiltProgram program =
        BuiltProgram.run(
            Map.of("HTTP_TUNNEL_JAVA_OPTS", SMALL), folder, "--bind", "127.0.0.1:0", "http");
    program.awaitStart();
    return program;
  }
}
