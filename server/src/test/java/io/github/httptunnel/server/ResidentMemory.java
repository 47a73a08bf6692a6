package io.github.httptunnel.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process occupies, on Linux. */
final class ResidentMemory {

  private ResidentMemory() {}

  static long bytes(long pid) {
    try {
      String line =
          Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
              .filter(text -> text.startsWith("VmRSS:"))
              .findFirst()
              .orElseThrow();
      return 1024 * Long.parseLong(line.replaceAll("[^0-9]", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
