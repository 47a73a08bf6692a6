package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {

  @Test
  void givesOutputsAndExit() {
    CommandResult result = Command.of("sh", "-c", "echo out; echo err >&2; exit 3").run();
    assertThat(result.stdout()).isEqualTo("out\n");
    assertThat(result.stderr()).isEqualTo("err\n");
    assertThat(result.exit()).isEqualTo(3);
  }

  @Test
  void failsOnAnExitThatShouldBeZero() {
    CommandResult result = Command.of("sh", "-c", "echo why >&2; exit 3").run();
    assertThatThrownBy(result::successful)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("exit: 3 (expected: 0)")
        .hasMessageContaining("why");
  }

  @Test
  void feedsInput() {
    assertThat(Command.of("cat").input("hello").run().successful().stdout()).isEqualTo("hello");
  }

  @Test
  void setsFolderAndEnvironment(@TempDir Path folder) {
    CommandResult result =
        Command.of("sh", "-c", "pwd; echo $COLOUR").in(folder).with("COLOUR", "blue").run();
    assertThat(result.stdout()).isEqualTo(folder + "\nblue\n");
  }

  @Test
  void namesThePackageOfAMissingProgram() {
    Command missing = Command.of("no-such-program").fromPackage("some-package");
    assertThatThrownBy(missing::run)
        .isInstanceOf(AssertionError.class)
        .hasMessage("no-such-program: cannot be run; install the Debian package some-package");
  }

  @Test
  void killsWhatDoesNotEnd() {
    Command endless = Command.of("sh", "-c", "echo begun; exec cat /dev/zero >/dev/null");
    assertThatThrownBy(endless.within(Duration.ofMillis(200))::run)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("still ran after 200 ms; stdout: 'begun");
  }

  @Test
  void waitsForOutputAndEndsOnRequest() {
    Command command =
        Command.of("sh", "-c", "trap 'echo bye; exit 7' TERM; echo ready; while :; do :; done");
    try (RunningCommand running = command.start()) {
      running.awaitOutput("ready");
      assertThat(running.alive()).isTrue();
      running.terminate();
      CommandResult result = running.awaitExit();
      assertThat(result.exit()).isEqualTo(7);
      assertThat(result.stdout()).isEqualTo("ready\nbye\n");
    }
  }

  @Test
  void sendsSignals() {
    Command command = Command.of("sh", "-c", "trap 'exit 3' USR1; echo ready; while :; do :; done");
    try (RunningCommand running = command.start()) {
      running.awaitOutput("ready");
      running.signal("USR1");
      assertThat(running.awaitExit().exit()).isEqualTo(3);
    }
  }

  @Test
  void countsDescriptors(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    int before = OpenDescriptors.count();
    List<InputStream> open = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      open.add(Files.newInputStream(file));
    }
    assertThat(OpenDescriptors.count()).isGreaterThanOrEqualTo(before + 20);
    for (InputStream stream : open) {
      stream.close();
    }
    assertThat(OpenDescriptors.count()).isLessThan(before + 20);
  }
}
