package io.github.httptunnel.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Counts attempts to connect that the kernel still makes, by Linux's table of IPv4 sockets. */
final class PendingDials {

  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final String SYN_SENT = "02";

  private PendingDials() {}

  /** Those to that port of whatever address. */
  static int to(int port) {
    String suffix = ":%04X".formatted(port);
    return (int)
        sockets().stream()
            .map(line -> line.strip().split("\\s+", -1))
            .filter(fields -> fields[REMOTE].endsWith(suffix) && fields[STATE].equals(SYN_SENT))
            .count();
  }

  private static List<String> sockets() {
    try {
      return Files.readAllLines(Path.of("/proc/net/tcp"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
