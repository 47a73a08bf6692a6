package io.github.httptunnel.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The kernel's TCP sockets, as {@code /proc/net/tcp} and {@code tcp6} show them. */
final class TcpTable {

  private static final String SYN_SENT = "02";

  private TcpTable() {}

  /** How many sockets wait for an answer to their SYN to that port. */
  static long dialing(int port) {
    String remote = ":" + String.format(Locale.ROOT, "%04X", port);
    return Stream.of("tcp", "tcp6")
        .flatMap(TcpTable::lines)
        .map(line -> line.strip().split("\\s+", 5))
        .filter(fields -> fields[2].endsWith(remote) && fields[3].equals(SYN_SENT))
        .count();
  }

  private static Stream<String> lines(String table) {
    try {
      return Files.readAllLines(Path.of("/proc/net", table)).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
