package io.github.httptunnel.bench;

import io.github.httptunnel.access.HostList;
import io.github.httptunnel.access.ListBounds;
import io.github.httptunnel.access.ListFormat;
import io.github.httptunnel.access.ListReader;
import io.github.httptunnel.access.ListReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How much processor time it takes to read lists, and how much memory they have then. */
final class ListFigures {

  private static final int ROUNDS = 9;

  private ListFigures() {}

  /**
   * Takes a file of real names, the file to write a million names to, and more lists to measure.
   */
  public static void main(String[] arguments) throws IOException {
    Path million = Path.of(arguments[1]);
    Files.write(million, MillionNames.of(Path.of(arguments[0]), 1_000_000));
    System.out.println("| List | Entries | Heap, MB | First, ms | Median, ms | Least | Most |");
    System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    List<Path> files = new ArrayList<>(List.of(million));
    for (int i = 2; i < arguments.length; i++) {
      files.add(Path.of(arguments[i]));
    }
    for (Path file : files) {
      measure(file, System.out);
    }
  }

  private static void measure(Path file, PrintStream out) throws IOException {
    List<Double> times = new ArrayList<>();
    long before = heap();
    HostList list = read(file, times);
    long bytes = heap() - before;
    for (int round = 1; round < ROUNDS; round++) {
      list = read(file, times);
    }
    double first = times.getFirst();
    Collections.sort(times);
    out.printf(
        Locale.ROOT,
        "| `%s` | %d | %.1f | %.0f | %.0f | %.0f | %.0f |%n",
        file.getFileName(),
        list.report().entries(),
        bytes / 1e6,
        first,
        times.get(ROUNDS / 2),
        times.getFirst(),
        times.getLast());
    out.println(list.report().skipped().isEmpty() ? "" : "  " + list.report().skippedWords());
  }

  private static HostList read(Path file, List<Double> times) throws IOException {
    long begun = processorTime();
    ListReader reader =
        new ListReader("measured", ListFormat.AUTO, ListBounds.TABLES, new SecureRandom());
    try (InputStream in = Files.newInputStream(file)) {
      return switch (reader.read(in)) {
        case ListReading.Read(HostList list) -> {
          times.add((processorTime() - begun) / 1e6);
          yield list;
        }
        case ListReading.TooLarge(String problem) -> throw new IOException(file + " " + problem);
      };
    }
  }

  /** Of this thread: the time that passes would be that of whatever else runs. */
  private static long processorTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** What is in use once there is no garbage. */
  private static long heap() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
