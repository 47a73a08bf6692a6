package io.github.httptunnel.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Tells a SIGHUP that somebody sent from one that the system sends because the terminal is gone:
 * the first one means "reload", whoever closes a window means "end".
 */
final class HangUp {

  private static final Path TERMINAL = Path.of("/dev/tty");

  private final Runnable reload;
  private final Runnable end;
  private final boolean onTerminal = isThere();

  HangUp(Runnable reload, Runnable end) {
    this.reload = reload;
    this.end = end;
  }

  /** Takes SIGHUP from now on; without a handler the JVM ends with it. */
  void install() {
    Signals.handle("HUP", this::came);
  }

  private void came() {
    if (onTerminal && !isThere()) {
      end.run();
    } else {
      reload.run();
    }
  }

  /** The process's own terminal opens as long as it is there. */
  private static boolean isThere() {
    try {
      Files.newByteChannel(TERMINAL, StandardOpenOption.WRITE).close();
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
