package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Records that cannot be written cost records, and no client anything. */
@Timeout(60)
class StuckRecordsIT {

  private static final Duration RECOVERY = Duration.ofSeconds(5);

  @TempDir Path folder;

  @Test
  void clientsAreServedWhileTheDiskIsFullAndRecordsGoOnAfterIt() throws IOException {
    Path metrics = logs().resolve("metrics.log");
    Files.createSymbolicLink(metrics, Path.of("/dev/full"));
    try (BuiltProgram program = serve()) {
      requests(program, 20);
      Files.delete(metrics);
      requests(program, 1);
      await().atMost(RECOVERY).untilAsserted(() -> assertThat(metrics).content().isNotEmpty());
    }
  }

  @Test
  void clientsAreServedWhileNobodyReadsTheFifoAndRecordsGoOnAfterIt() throws Exception {
    Path fifo = logs().resolve("metrics.log");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    try (BuiltProgram program = serve()) {
      requests(program, 20);
      try (var reader = Files.newBufferedReader(fifo)) {
        for (int i = 0; i < 20; i++) {
          assertThat(reader.readLine()).startsWith("{\"id\":");
        }
      }
    }
  }

  @Test
  void clientsAreServedWhenTheDirectoryVanishesAndItComesBack() throws IOException {
    Path metrics = logs().resolve("metrics.log");
    try (BuiltProgram program = serve()) {
      requests(program, 1);
      await().atMost(RECOVERY).untilAsserted(() -> assertThat(metrics).content().isNotEmpty());
      for (String file : CanaryRun.files(logs()).keySet()) {
        Files.delete(logs().resolve(file));
      }
      Files.delete(logs());
      requests(program, 20);
      await().atMost(RECOVERY).untilAsserted(() -> assertThat(metrics).content().hasLineCount(20));
    }
  }

  @Test
  void theSignalOfRotatingToolsMakesTheFilesAnew() throws IOException {
    Path metrics = logs().resolve("metrics.log");
    try (BuiltProgram program = serve()) {
      requests(program, 1);
      await().atMost(RECOVERY).untilAsserted(() -> assertThat(metrics).content().isNotEmpty());
      Files.move(metrics, folder.resolve("moved"));
      program.signal("USR1");
      await().atMost(RECOVERY).untilAsserted(() -> assertThat(metrics).isEmptyFile());
      requests(program, 1);
      await().atMost(RECOVERY).untilAsserted(() -> assertThat(metrics).content().hasLineCount(1));
    }
  }

  private Path logs() throws IOException {
    return Files.createDirectories(folder.resolve("logs"));
  }

  private BuiltProgram serve() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            listeners: [ { name: main, bind: "127.0.0.1:0" } ]
            log: { directory: logs }
            """,
            StandardOpenOption.CREATE);
    return BuiltProgram.serve(folder, "serve", "--config", config.toString());
  }

  private static void requests(BuiltProgram program, int count) {
    for (int i = 0; i < count; i++) {
      try (RawClient client = RawClient.connect(program.address())) {
        client.send("BREW / HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(client.readHead().status()).isGreaterThanOrEqualTo(400);
      }
    }
  }
}
