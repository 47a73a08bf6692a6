package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a clone of the sources: when it builds, and what it says about it. */
final class LauncherBuildIT {

  private static final Path LAUNCHER =
      Path.of("").toAbsolutePath().resolveSibling("http-tunnel").normalize();

  /** Stands in for Maven: counts its calls, and waits while there is a file named hold. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$@" >>builds
      while [ -e hold ]; do sleep 0.05; done
      if [ -e broken ]; then
        echo '[ERROR] the sources are broken'
        exit 1
      fi
      mkdir -p server/target/dist/lib
      cp probe.jar server/target/dist/lib/http-tunnel.jar
      touch server/target/dist/.built
      """;

  private static Path probe;

  @TempDir Path temp;
  private Path clone;
  private Path user;
  private Path source;
  private Path lock;

  @BeforeAll
  static void compileTheProbe(@TempDir Path scratch) throws IOException {
    probe = ProbeJar.writeIn(scratch);
  }

  @BeforeEach
  void makeACloneThatWasNeverBuilt() throws IOException {
    clone = Files.createDirectory(temp.resolve("a clone"));
    user = Files.createDirectory(temp.resolve("user"));
    lock = clone.resolve("server/target/launcher.lock");
    source = clone.resolve("server/src/main/java/Some.java");
    Files.createDirectories(source.getParent());
    Files.createDirectory(clone.resolve(".mvn"));
    executable(clone.resolve("http-tunnel"), Files.readString(LAUNCHER));
    executable(clone.resolve("mvnw"), MAVEN);
    for (Path file : List.of(clone.resolve("pom.xml"), clone.resolve("server/pom.xml"), source)) {
      Files.createFile(file);
    }
    Files.copy(probe, clone.resolve("probe.jar"));
  }

  @Test
  void buildsOnFirstUseAndThenRuns() throws Exception {
    try (LauncherRun run = start()) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.err()).isEqualTo("http-tunnel: building (first use, about a minute)...\n");
      assertThat(run.out()).contains("folder " + user.toRealPath() + "\n");
      assertThat(builds()).containsExactly("-B -ntp -q -Pdist -pl server -am package");
    }
  }

  @Test
  void doesNotBuildAgainWhenNothingChanged() throws Exception {
    startAndEnd();
    try (LauncherRun run = start()) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.err()).isEmpty();
      assertThat(builds()).hasSize(1);
    }
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    startAndEnd();
    changedInAnHour(source);
    try (LauncherRun run = start()) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.err()).isEqualTo("http-tunnel: building (the sources have changed)...\n");
      assertThat(builds()).hasSize(2);
    }
  }

  @Test
  void buildsAgainWhenAFileWasRemoved() throws Exception {
    startAndEnd();
    Files.delete(source);
    changedInAnHour(source.getParent());
    startAndEnd();
    assertThat(builds()).hasSize(2);
  }

  @Test
  void showsTheEndOfAFailedBuildAndWhereTheRestIs() throws Exception {
    Files.createFile(clone.resolve("broken"));
    try (LauncherRun run = start()) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .contains("[ERROR] the sources are broken")
          .endsWith(clone.toRealPath() + "/server/target/launcher-build.log\n");
      assertThat(Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
  }

  @Test
  void buildsOnceForTwoStartsAtTheSameTime() throws Exception {
    Path hold = Files.createFile(clone.resolve("hold"));
    try (LauncherRun first = start()) {
      await().until(() -> !builds().isEmpty());
      try (LauncherRun second = start()) {
        await().until(() -> second.err().contains("waiting for the build"));
        Files.delete(hold);
        assertThat(first.exitCode()).isZero();
        assertThat(second.exitCode()).isZero();
        assertThat(builds()).hasSize(1);
      }
    }
  }

  @Test
  void takesTheLockOfAStartThatDied() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(lock.getParent());
    Files.createSymbolicLink(lock, Path.of(Long.toString(dead.pid())));
    startAndEnd();
    assertThat(Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void givesTheLockBackWhenItIsEndedWhileItBuilds() throws Exception {
    Path hold = Files.createFile(clone.resolve("hold"));
    try (LauncherRun run = start()) {
      await().until(() -> !builds().isEmpty());
      run.terminate();
      assertThat(run.exitCode()).isEqualTo(143);
      assertThat(Files.exists(lock, LinkOption.NOFOLLOW_LINKS)).isFalse();
    } finally {
      Files.delete(hold);
    }
  }

  private LauncherRun start() throws IOException {
    return LauncherRun.start(clone.resolve("http-tunnel"), user);
  }

  private void startAndEnd() throws Exception {
    try (LauncherRun run = start()) {
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
  }

  private List<String> builds() throws IOException {
    Path log = clone.resolve("builds");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  private static void changedInAnHour(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plus(Duration.ofHours(1))));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }
}
