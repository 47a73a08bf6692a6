package io.github.httptunnel.server.accesslog;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the standard streams are, and whether colours are welcome. */
public final class Terminal {

  private static final Path STDOUT = Path.of("/proc/self/fd/1");
  private static final Path STDERR = Path.of("/proc/self/fd/2");

  private Terminal() {}

  /**
   * Whether colours are welcome: on a terminal that knows them, unless {@code NO_COLOR} is set to
   * anything.
   *
   * @param environment the process's environment variables
   */
  public static boolean colour(Map<String, String> environment) {
    return welcome(environment) && isStandardError();
  }

  /** Whether colours are welcome on a terminal. */
  public static boolean welcome(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Whether standard error is a terminal. */
  public static boolean isStandardError() {
    return is(STDERR);
  }

  /** Whether standard output is a terminal. */
  public static boolean isStandardOutput() {
    return is(STDOUT);
  }

  private static boolean is(Path stream) {
    // The JDK's console asks standard input and output only.
    try {
      if (Files.exists(stream)) {
        Path device = stream.toRealPath();
        return device.startsWith("/dev/pts") || device.toString().startsWith("/dev/tty");
      }
    } catch (IOException _) {
      return false;
    }
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
