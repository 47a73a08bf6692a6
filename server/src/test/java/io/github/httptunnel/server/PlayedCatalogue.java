package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.server.accesslog.LogConfig;
import io.github.httptunnel.server.accesslog.LogSetup;
import io.github.httptunnel.server.accesslog.Logs;
import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.OpenDescriptors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * What came of all entries of some catalogues.
 *
 * @param log all that was written to the logs meanwhile, each byte a character
 */
record PlayedCatalogue(List<Played> played, String log) {

  private static final int AT_ONCE = 8;

  /** Plays them; {@code folder} is for the logs. */
  static PlayedCatalogue play(List<BadInput> entries, Path folder) throws Exception {
    List<Played> played;
    try (Logs logs = LogSetup.start(everything(folder), false)) {
      try (NamedTargets named = NamedTargets.start()) {
        BadInputRun run = new BadInputRun(named, logs.accessLog());
        run.play(entries.getFirst());
        int descriptors = OpenDescriptors.count();
        played = playAll(entries, run);
        awaitDescriptors(descriptors);
      }
    }
    return new PlayedCatalogue(played, contents(folder));
  }

  /** What is measured runs alone, what is slow beside the rest, and the rest a few at a time. */
  private static List<Played> playAll(List<BadInput> entries, BadInputRun run) throws Exception {
    List<Played> played = new ArrayList<>();
    for (BadInput entry : entries) {
      if (isMeasured(entry)) {
        played.add(run.playWarm(entry));
      }
    }
    try (ExecutorService slow = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService quick = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Played>> futures = new ArrayList<>();
      for (BadInput entry : entries) {
        if (!isMeasured(entry)) {
          futures.add((isSlow(entry) ? slow : quick).submit(() -> run.play(entry)));
        }
      }
      for (Future<Played> future : futures) {
        played.add(future.get());
      }
    }
    return played;
  }

  private static boolean isMeasured(BadInput entry) {
    return entry.expect().containsKey("mem_kb_max") || entry.expect().containsKey("cpu_ms_max");
  }

  private static boolean isSlow(BadInput entry) {
    return entry.expect().get("within_s") instanceof Number seconds && seconds.doubleValue() > 3;
  }

  private static void awaitDescriptors(int before) {
    await()
        .untilAsserted(() -> assertThat(OpenDescriptors.count()).isLessThanOrEqualTo(before + 2));
  }

  private static LogConfig everything(Path folder) {
    return new LogConfig(
        LogConfig.Level.DEBUG,
        LogConfig.Format.JSON,
        LogConfig.RecordTemplate.DEFAULT,
        false,
        false,
        folder,
        10_000_000,
        10);
  }

  private static String contents(Path folder) throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        // Each byte a character, so that raw bytes of an input would be found.
        all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
