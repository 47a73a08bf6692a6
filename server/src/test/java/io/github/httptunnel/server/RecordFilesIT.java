package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files a burst of requests leaves behind when the program is told to stop right after it. */
class RecordFilesIT {

  private static final int REQUESTS = 1000;
  private static final int CLIENTS = 4;
  private static final int LIMIT = 65_536;

  private static Map<String, String> kept;
  private static Map<String, String> all;

  @BeforeAll
  static void runTheProgram(@TempDir Path folder) throws IOException {
    kept = burst(Files.createDirectory(folder.resolve("three")), 3);
    all = burst(Files.createDirectory(folder.resolve("ten")), 10);
  }

  @Test
  void keepsAsManyFilesAsItMay() {
    assertThat(kept.keySet())
        .filteredOn(name -> name.startsWith("metrics"))
        .containsExactlyInAnyOrder("metrics.log", "metrics.log.1", "metrics.log.2");
  }

  @Test
  void noFileIsLargerThanItMayBe() {
    assertThat(kept.values()).allSatisfy(text -> assertThat(text.length()).isLessThan(LIMIT + 1));
  }

  @Test
  void noRecordIsLostOrWrittenTwice() throws IOException {
    assertThat(Records.read(all)).hasSize(REQUESTS);
    Records.assertShape(Records.read(all));
  }

  @Test
  void recordsAreWholeAtTheEdgesOfFiles() throws IOException {
    Records.assertShape(Records.read(kept));
  }

  private static Map<String, String> burst(Path folder, int keep) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            listeners: [ { name: main, bind: "127.0.0.1:0" } ]
            limits: { per_client: { new_per_second: off } }
            log: { directory: logs, rotate: 64KiB, keep: %d }
            """
                .formatted(keep));
    try (BuiltProgram program =
        BuiltProgram.serve(folder, "serve", "--config", config.toString())) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Runnable client = () -> refusals(program, REQUESTS / CLIENTS);
        CompletableFuture.allOf(
                Stream.generate(() -> CompletableFuture.runAsync(client, threads))
                    .limit(CLIENTS)
                    .toArray(CompletableFuture[]::new))
            .join();
      }
      program.signal("TERM");
      assertThat(program.awaitExit(Duration.ofSeconds(20))).isEqualTo(143);
    }
    return CanaryRun.files(folder.resolve("logs"));
  }

  private static void refusals(BuiltProgram program, int count) {
    for (int i = 0; i < count; i++) {
      try (RawClient client = RawClient.connect(program.address())) {
        client.send("BREW / HTTP/1.1\r\nHost: a\r\n\r\n");
        client.readHead();
      }
    }
  }
}
