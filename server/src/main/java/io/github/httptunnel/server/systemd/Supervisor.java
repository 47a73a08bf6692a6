package io.github.httptunnel.server.systemd;

import io.github.httptunnel.transport.InheritedSocket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who started this process, if it said so. Confined to one thread, {@link #notifier()} excepted.
 */
public final class Supervisor {

  private final Map<String, String> environment;
  private final long pid;
  private final Notifier notifier;

  /**
   * @param environment of this process
   * @param pid of this process: what was meant for another one is left alone
   */
  public Supervisor(Map<String, String> environment, long pid) {
    this.environment = environment;
    this.pid = pid;
    this.notifier = new Notifier(NotifySocket.open(environment.get("NOTIFY_SOCKET")));
  }

  /** The sockets that were passed. */
  public sealed interface Sockets {

    /** All of them; none where none were passed. */
    record Passed(List<InheritedSocket> sockets) implements Sockets {}

    /**
     * One cannot be used.
     *
     * @param problem names it, and what was expected
     */
    record Unusable(String problem) implements Sockets {}
  }

  /** Takes over the sockets that were passed to this process (systemd.socket(5)). */
  public Sockets sockets() {
    return switch (PassedDescriptors.read(environment, pid)) {
      case PassedDescriptors.Unreadable(String problem) -> new Sockets.Unusable(problem);
      case PassedDescriptors.Passed(List<String> names) -> take(names);
    };
  }

  /** How to tell it what this process is doing. */
  public Notifier notifier() {
    return notifier;
  }

  /** How often it wants a sign of life, if it does. */
  public Watchdog watchdog() {
    return Watchdog.read(environment, pid);
  }

  private static Sockets take(List<String> names) {
    if (!names.isEmpty() && !NotifySocket.isPossible()) {
      return new Sockets.Unusable(
          "LISTEN_FDS: sockets were passed to this process, and it cannot take them (expected:"
              + " Linux, and Netty's native library for epoll)");
    }
    List<InheritedSocket> sockets = new ArrayList<>();
    for (String name : names) {
      int descriptor = PassedDescriptors.FIRST + sockets.size();
      try {
        sockets.add(InheritedSocket.take(descriptor, name));
      } catch (IOException e) {
        return new Sockets.Unusable(
            "LISTEN_FDS: descriptor %d, named '%s', %s (expected: a TCP socket that listens, of"
                    .formatted(descriptor, name, e.getMessage())
                + " ListenStream=, with Accept=no)");
      }
    }
    return new Sockets.Passed(sockets);
  }
}
