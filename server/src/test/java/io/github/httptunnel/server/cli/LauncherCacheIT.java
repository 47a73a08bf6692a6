package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the launcher hands the cache of a rehearsal to the JVM. */
final class LauncherCacheIT {

  private static final Path LAUNCHER = Path.of("target/dist/bin/http-tunnel").toAbsolutePath();
  private static final Path JDK = Path.of(System.getProperty("java.home"));
  private static final String OPTION = "-XX:AOTCache=";

  private static Path probe;

  @TempDir Path temp;
  private Path script;
  private Path user;
  private Path cache;

  @BeforeAll
  static void compileTheProbe(@TempDir Path scratch) throws IOException {
    probe = ProbeJar.writeIn(scratch);
  }

  /** The cache is none, which the JVM must notice without a word. */
  @BeforeEach
  void unpackADistributionWithACache() throws IOException {
    Path lib = Files.createDirectories(temp.resolve("a distribution/lib"));
    script = Files.createDirectory(lib.resolveSibling("bin")).resolve("http-tunnel");
    user = Files.createDirectory(temp.resolve("user"));
    Files.copy(LAUNCHER, script);
    assertThat(script.toFile().setExecutable(true)).isTrue();
    Path jar = Files.copy(probe, lib.resolve("http-tunnel.jar"));
    cache = Files.writeString(lib.resolve("http-tunnel.aot"), "not a cache");
    Files.setLastModifiedTime(cache, Files.getLastModifiedTime(jar));
    Files.writeString(lib.resolve("http-tunnel.aot.java"), release() + "\n");
  }

  @Test
  void usesTheCacheThatThisJavaMadeOfTheseJars() throws Exception {
    assertThat(start("")).contains(OPTION + cache.toRealPath());
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1})
  void leavesACacheThatHasNotTheTimeOfItsJar(long seconds) throws Exception {
    FileTime time = Files.getLastModifiedTime(cache);
    Files.setLastModifiedTime(
        cache, FileTime.from(time.toInstant().plus(Duration.ofSeconds(seconds))));
    assertThat(start("")).doesNotContain(OPTION);
  }

  @Test
  void leavesACacheOfAnotherJava() throws Exception {
    Files.writeString(cache.resolveSibling("http-tunnel.aot.java"), "JAVA_VERSION=\"25.0.0\"\n");
    assertThat(start("")).doesNotContain(OPTION);
  }

  @Test
  void leavesACacheOfWhichItIsNotSaidWhatMadeIt() throws Exception {
    Files.delete(cache.resolveSibling("http-tunnel.aot.java"));
    assertThat(start("")).doesNotContain(OPTION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xshare:off",
        "-XX:+UseZGC",
        "-XX:-UseCompactObjectHeaders",
        "-XX:-UseCompressedOops",
        "-XX:AOTMode=off -XX:AOTCache=none.aot"
      })
  void standsBackForOptionsThatContradict(String options) throws Exception {
    assertThat(start(options)).doesNotContain(OPTION + cache.toRealPath());
  }

  @Test
  void standsBackForOptionsOfTheJvmsOwnVariables() throws Exception {
    Map<String, String> env =
        Map.of("JAVA_HOME", JDK.toString(), "JDK_JAVA_OPTIONS", "-Xshare:auto");
    try (LauncherRun run = LauncherRun.start(script, user, env)) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).doesNotContain(OPTION);
    }
  }

  @Test
  void makesNoCacheOfARehearsalThatFailed() throws Exception {
    Map<String, String> env = Map.of("JAVA_HOME", JDK.toString(), "HTTP_TUNNEL_TRAIN", "yes");
    try (LauncherRun run = LauncherRun.start(script, user, env)) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("the rehearsal failed");
      assertThat(cache.getParent()).isDirectoryNotContaining("glob:**.aot*");
    }
  }

  private String start(String options) throws Exception {
    Map<String, String> env = Map.of("JAVA_HOME", JDK.toString(), "HTTP_TUNNEL_JAVA_OPTS", options);
    try (LauncherRun run = LauncherRun.start(script, user, env)) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).isEmpty();
      return run.out();
    }
  }

  private static String release() throws IOException {
    String all = Files.readAllLines(JDK.resolve("release")).stream().collect(Collectors.joining());
    int version = all.indexOf("JAVA_VERSION=");
    return all.substring(0, all.indexOf('"', all.indexOf('"', version) + 1) + 1);
  }
}
