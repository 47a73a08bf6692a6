package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cache that the build leaves for fast starts: it is used, or not missed with a word. */
class StartCacheIT {

  private static final Path BUILT = Path.of("target", "dist").toAbsolutePath();
  private static final Duration END = Duration.ofSeconds(60);

  /** The JVM then refuses to start without it. */
  private static final String DEMANDED = "-XX:AOTMode=on";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-XX:+UseG1GC", "-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1", "-Xmx2g"})
  void isUsedWithTheOptionsThatItCanBeUsedWith(String options) {
    assertThat(version(BUILT, List.of(), DEMANDED + " " + options)).startsWith("http-tunnel ");
  }

  @Test
  void isUsedWhereNothingCanBeWritten() {
    assertThat(version(BUILT, BuiltProgram.asNobody(), DEMANDED)).startsWith("http-tunnel ");
  }

  @Test
  void isUsedInACopyThatKeepsTheTimesOfFiles() throws IOException {
    Path copy = copy(StandardCopyOption.COPY_ATTRIBUTES);
    assertThat(version(copy, List.of(), DEMANDED)).startsWith("http-tunnel ");
  }

  @Test
  void isNotMissedInACopyThatDoesNot() throws IOException {
    assertThat(version(copy(), List.of(), "")).startsWith("http-tunnel ");
  }

  @Test
  void isNotMissedWhenAnotherJarHasChanged() throws IOException {
    Path copy = copy(StandardCopyOption.COPY_ATTRIBUTES);
    try (Stream<Path> jars = Files.list(copy.resolve("lib"))) {
      Path other =
          jars.filter(jar -> jar.toString().contains("netty-common")).findAny().orElseThrow();
      Files.setLastModifiedTime(other, FileTime.from(Instant.EPOCH));
    }
    assertThat(version(copy, List.of(), "")).startsWith("http-tunnel ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+UseZGC", "-Xmx40g", "-Xshare:off", "-XX:-UseCompactObjectHeaders"})
  void isNotMissedWithOptionsThatItCannotBeUsedWith(String options) {
    assertThat(version(BUILT, List.of(), options)).startsWith("http-tunnel ");
  }

  /** Standard output, after a run that ended well and said nothing else. */
  private static String version(Path distribution, List<String> prefix, String options) {
    Map<String, String> environment = Map.of("HTTP_TUNNEL_JAVA_OPTS", options);
    try (BuiltProgram program =
        BuiltProgram.of(distribution, prefix, environment, Path.of("/"), "--version")) {
      assertThat(program.awaitExit(END)).as(program.stderr()).isZero();
      assertThat(program.stderr()).isEmpty();
      return program.stdout();
    }
  }

  private Path copy(StandardCopyOption... options) throws IOException {
    Path copy = folder.resolve("a copy");
    try (Stream<Path> files = Files.walk(BUILT)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(BUILT.relativize(file)), options);
      }
    }
    return copy;
  }
}
