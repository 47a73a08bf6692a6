package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Runs JUnit in a process of its own, as a leak planted here would fail this very run. */
class LeakGuardTest {

  @Test
  void failsARunThatLostABuffer() {
    CommandResult result = run("planted");
    assertThat(result.exit()).as(result.stderr()).isNotZero();
    assertThat(result.stderr())
        .contains("leaked buffers in this run: 1")
        .contains("ByteBuf was never released")
        .contains(LeakGuardRun.class.getSimpleName());
  }

  @Test
  void passesARunThatReleasedEverything() {
    assertThat(run("clean").successful().stdout()).contains("1 tests successful");
  }

  private static CommandResult run(String which) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return Command.of(
            java,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            LeakGuardRun.class.getName(),
            which)
        .within(Duration.ofSeconds(60))
        .run();
  }
}
