package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a distribution: which Java, which options, and nothing between it and us. */
final class LauncherIT {

  private static final Path BUILT = Path.of("target/dist").toAbsolutePath();

  private static Path probe;

  @TempDir Path temp;
  private Path script;
  private Path user;

  @BeforeAll
  static void compileTheProbe(@TempDir Path scratch) throws IOException {
    probe = ProbeJar.writeIn(scratch);
  }

  @BeforeEach
  void unpackADistributionIntoAFolderWithSpaces() throws IOException {
    script = temp.resolve("a distribution/bin/http-tunnel");
    Files.createDirectories(script.getParent());
    Files.copy(BUILT.resolve("bin/http-tunnel"), script);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Files.createDirectory(temp.resolve("a distribution/lib"));
    Files.copy(probe, temp.resolve("a distribution/lib/http-tunnel.jar"));
    user = Files.createDirectory(temp.resolve("user"));
  }

  @Test
  void handsArgumentsOverAsTheyAre() throws Exception {
    try (LauncherRun run = LauncherRun.start(script, user, "two words", "*", "", "--x=\"y\"")) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .contains("arg <two words>\n", "arg <*>\n", "arg <>\n", "arg <--x=\"y\">\n");
    }
  }

  @Test
  void staysInTheWorkingDirectoryOfTheUser() throws Exception {
    try (LauncherRun run = LauncherRun.start(script, user)) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("folder " + user.toRealPath() + "\n");
    }
  }

  @Test
  void findsItsFolderBehindSymbolicLinks() throws Exception {
    Path absolute = Files.createSymbolicLink(temp.resolve("absolute"), script);
    Path relative = Files.createSymbolicLink(temp.resolve("relative"), absolute.getFileName());
    try (LauncherRun run = LauncherRun.start(relative, user)) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).startsWith("pid ");
    }
  }

  @Test
  void becomesTheJvmSoThatASignalReachesIt() throws Exception {
    try (LauncherRun run = LauncherRun.start(script, user, "wait")) {
      await().until(() -> run.out().contains("arg <wait>"));
      assertThat(run.out()).startsWith("pid " + run.pid() + "\n");
      run.terminate();
      assertThat(run.exitCode()).isEqualTo(143);
    }
  }

  @Test
  void leavesNothingAboutUsersBehindACrash() throws Exception {
    try (LauncherRun run = LauncherRun.start(script, user)) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .contains("-XX:-HeapDumpOnOutOfMemoryError", "-XX:-CreateCoredumpOnCrash")
          .contains("-XX:ErrorFile=" + user + "/.local/state/http-tunnel/crash/");
      assertThat(Files.getPosixFilePermissions(user.resolve(".local/state/http-tunnel/crash")))
          .hasToString("[OWNER_READ, OWNER_WRITE, OWNER_EXECUTE]");
    }
  }

  @Test
  void writesNoCrashReportWhereNobodyCanKeepItPrivate() throws Exception {
    Map<String, String> env =
        Map.of("JAVA_HOME", System.getProperty("java.home"), "HOME", "/dev/null");
    try (LauncherRun run = LauncherRun.start(script, user, env)) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("-XX:+SuppressFatalErrorMessage").doesNotContain("ErrorFile");
    }
  }

  @Test
  void letsTheOptionsOfTheUserWin() throws Exception {
    Map<String, String> env =
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "HTTP_TUNNEL_JAVA_OPTS",
            "-Xmx64m -XX:+UseParallelGC -Dpattern=*");
    try (LauncherRun run = LauncherRun.start(script, user, env)) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).containsSubsequence("-Xmx256m", "-Xmx64m", "-Dpattern=*");
    }
  }

  @Test
  void saysHowToGetAJdkWhenThereIsNone() throws Exception {
    Path nothing = Files.createDirectory(temp.resolve("nothing"));
    Map<String, String> env = Map.of("PATH", toolsWithoutJava(nothing));
    try (LauncherRun run = LauncherRun.start(script, user, env)) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .contains("Java 25 or newer", "apt install", "dnf install", "brew install", "sdk install")
          .contains("adoptium.net", "JAVA_HOME");
    }
  }

  @Test
  void refusesAnOlderJava() throws Exception {
    Map<String, String> env = Map.of("HTTP_TUNNEL_JDK_SEARCH", jdks("24.0.2").toString());
    try (LauncherRun run = LauncherRun.start(script, user, env)) {
      assertThat(run.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void takesANewerJavaFromAFolderOfJdks() throws Exception {
    Map<String, String> env = Map.of("HTTP_TUNNEL_JDK_SEARCH", jdks("26-ea").toString());
    try (LauncherRun run = LauncherRun.start(script, user, env)) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).startsWith("the java of 26-ea");
    }
  }

  @Test
  void isDistributedExecutableWithTheJarsThatTheProgramNeedsOnLinux() throws IOException {
    try (Stream<Path> files = Files.list(BUILT.resolve("lib"))) {
      List<String> jars = files.map(file -> file.getFileName().toString()).toList();
      assertThat(jars)
          .contains("http-tunnel.jar", "native")
          .anyMatch(name -> name.startsWith("http-tunnel-engine-"))
          .anyMatch(name -> name.endsWith("-linux-x86_64.jar"))
          .noneMatch(name -> name.contains("windows") || name.contains("osx"))
          .noneMatch(name -> name.contains("testkit") || name.contains("junit"));
    }
    assertThat(BUILT.resolve("bin/http-tunnel")).isExecutable();
    assertThat(BUILT.resolve("LICENSE")).isRegularFile();
    assertThat(BUILT.resolve("README.md")).isRegularFile();
  }

  private Path jdks(String version) throws IOException {
    Path jdk = temp.resolve("jdks/one");
    Path java = jdk.resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Files.writeString(java, "#!/bin/sh\necho 'the java of " + version + "'\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    return jdk.getParent();
  }

  /** A PATH that holds the launcher's tools and no {@code java}. */
  private static String toolsWithoutJava(Path folder) throws IOException {
    for (String tool : List.of("dirname", "basename", "readlink", "sed", "cat")) {
      Path script = folder.resolve(tool);
      Files.writeString(script, "#!/bin/sh\nPATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
      assertThat(script.toFile().setExecutable(true)).isTrue();
    }
    return folder.toString();
  }
}
