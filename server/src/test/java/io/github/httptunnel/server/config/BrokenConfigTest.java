package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One broken file for each mistake, and beside it what the operator is told, to the letter. */
class BrokenConfigTest {

  private static final Path FOLDER = Path.of("src/test/resources/broken-config");
  private static final Map<String, String> ENVIRONMENT = Map.of("CANARY", "kept-to-itself");

  static List<String> mistakes() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void isReportedInFull(String mistake) throws IOException {
    assertThat(report(mistake)).isEqualTo(Files.readString(FOLDER.resolve(mistake + ".report")));
  }

  @Test
  void noReportShowsASecret() throws IOException {
    for (String mistake : mistakes()) {
      assertThat(report(mistake)).as(mistake).doesNotContain("hunter2", "kept-to-itself");
    }
  }

  @Test
  void noMistakeIsWithoutItsReport() throws IOException {
    assertThat(mistakes())
        .hasSizeGreaterThan(80)
        .allSatisfy(mistake -> assertThat(FOLDER.resolve(mistake + ".report")).exists());
  }

  private static String report(String mistake) throws IOException {
    byte[] yaml = Files.readAllBytes(FOLDER.resolve(mistake + ".yaml"));
    ConfigReader reader = new ConfigReader(ENVIRONMENT::get, ConfigText.ANY_KEY);
    return ConfigText.report(
        reader.read("http-tunnel.yaml", yaml, Path.of("src/test/resources/broken-config")));
  }
}
