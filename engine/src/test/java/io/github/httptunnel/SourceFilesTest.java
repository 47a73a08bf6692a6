package io.github.httptunnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only the source shows, in every module. */
class SourceFilesTest {

  private static final int MOST_LINES = 300;
  private static final Pattern LOCK = Pattern.compile("\\bsynchronized\\s*\\(");
  private static final Pattern LEFTOVER = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");

  private List<Path> modules;

  @BeforeEach
  void findsTheModules() throws IOException {
    try (Stream<Path> folders = Files.list(root())) {
      modules = folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).toList();
    }
    assertThat(modules).extracting(Path::getFileName).contains(Path.of("engine"));
  }

  @Test
  void areAtMost300LinesLong() {
    assertThat(sources("src"))
        .allSatisfy(file -> assertThat(lines(file)).hasSizeLessThanOrEqualTo(MOST_LINES));
  }

  @Test
  void explainEveryPackage() {
    assertThat(sources("src/main/java"))
        .allSatisfy(file -> assertThat(file.resolveSibling("package-info.java")).exists());
  }

  @Test
  void takeNoLocks() {
    assertThat(sources("src/main/java"))
        .allSatisfy(file -> assertThat(lines(file)).noneMatch(line -> LOCK.matcher(line).find()));
  }

  @Test
  void leaveNothingForLater() {
    assertThat(sources("src/main"))
        .allSatisfy(
            file -> assertThat(lines(file)).noneMatch(line -> LEFTOVER.matcher(line).find()));
  }

  /** The sources of every module below this folder; never empty. */
  private List<Path> sources(String folder) {
    List<Path> sources =
        modules.stream()
            .map(module -> module.resolve(folder))
            .filter(Files::isDirectory)
            .flatMap(SourceFilesTest::sourcesBelow)
            .toList();
    assertThat(sources).isNotEmpty();
    return sources;
  }

  private static Stream<Path> sourcesBelow(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Upward from the working directory, which an IDE and Maven choose differently. */
  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      assertThat(folder).as("a folder that holds mvnw").isNotNull();
    }
    return folder;
  }
}
