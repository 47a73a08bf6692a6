package io.github.httptunnel.server.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arrives at the socket of a service supervisor. */
class NotifierTest {

  private static final long PID = 7;

  @Test
  void tellsAManagerWithAPath(@TempDir Path folder) {
    String path = folder.resolve("notify").toString();
    try (ListeningSupervisor supervisor = ListeningSupervisor.at(path);
        Notifier notifier = notifier(path)) {
      notifier.ready("serving");
      assertThat(supervisor.next()).containsExactly("READY=1", "STATUS=serving");
    }
  }

  @Test
  void tellsAManagerWithAnAbstractName() {
    String name = "http-tunnel-" + UUID.randomUUID();
    try (ListeningSupervisor supervisor = ListeningSupervisor.at("\0" + name);
        Notifier notifier = notifier("@" + name)) {
      notifier.ready("serving");
      assertThat(supervisor.next()).containsExactly("READY=1", "STATUS=serving");
    }
  }

  @Test
  void saysWhenAReloadBegan(@TempDir Path folder) {
    String path = folder.resolve("notify").toString();
    try (ListeningSupervisor supervisor = ListeningSupervisor.at(path);
        Notifier notifier = notifier(path)) {
      long before = System.nanoTime() / 1000;
      notifier.reloading("reloading");
      List<String> said = supervisor.next();
      assertThat(said).hasSize(3).startsWith("RELOADING=1").endsWith("STATUS=reloading");
      assertThat(said.get(1)).startsWith("MONOTONIC_USEC=");
      assertThat(Long.parseLong(said.get(1).substring("MONOTONIC_USEC=".length())))
          .isBetween(before, System.nanoTime() / 1000);
    }
  }

  @Test
  void asksForTheTimeThatAStopMayTake(@TempDir Path folder) {
    String path = folder.resolve("notify").toString();
    try (ListeningSupervisor supervisor = ListeningSupervisor.at(path);
        Notifier notifier = notifier(path)) {
      notifier.stopping("stopping", Duration.ofSeconds(40));
      assertThat(supervisor.next())
          .containsExactly("STOPPING=1", "EXTEND_TIMEOUT_USEC=40000000", "STATUS=stopping");
    }
  }

  @Test
  void givesSignsOfLife(@TempDir Path folder) {
    String path = folder.resolve("notify").toString();
    try (ListeningSupervisor supervisor = ListeningSupervisor.at(path);
        Notifier notifier = notifier(path)) {
      notifier.alive();
      assertThat(supervisor.next()).containsExactly("WATCHDOG=1");
    }
  }

  @Test
  void keepsAStatusInOneLine(@TempDir Path folder) {
    String path = folder.resolve("notify").toString();
    try (ListeningSupervisor supervisor = ListeningSupervisor.at(path);
        Notifier notifier = notifier(path)) {
      notifier.ready("one\nMAINPID=1");
      assertThat(supervisor.next()).containsExactly("READY=1", "STATUS=one MAINPID=1");
    }
  }

  @Test
  void isSilentWithoutAManager(@TempDir Path folder) {
    for (String nobody : List.of(folder.resolve("none").toString(), "vsock:2:1234", "", "@")) {
      try (Notifier notifier = notifier(nobody)) {
        notifier.ready("serving");
        assertThat(notifier.isHeard()).as(nobody).isFalse();
      }
    }
    assertThat(new Supervisor(Map.of(), PID).notifier().isHeard()).isFalse();
  }

  @Test
  void survivesAManagerThatHasGone(@TempDir Path folder) {
    String path = folder.resolve("notify").toString();
    ListeningSupervisor supervisor = ListeningSupervisor.at(path);
    try (Notifier notifier = notifier(path)) {
      supervisor.close();
      notifier.ready("serving");
      assertThat(notifier.isHeard()).isTrue();
    }
  }

  private static Notifier notifier(String address) {
    return new Supervisor(Map.of("NOTIFY_SOCKET", address), PID).notifier();
  }
}
