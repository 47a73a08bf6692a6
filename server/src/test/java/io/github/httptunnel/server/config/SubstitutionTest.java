package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.config.Substitution.Replaced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("NAME", "value", "EMPTY", "", "NESTED", "${NAME}", "DOLLAR", "a$1\\b");

  @TempDir private Path folder;

  private Replaced replace(String text) {
    return new Substitution(ENVIRONMENT::get, folder, _ -> {}).replace(text);
  }

  private String replaced(String text) {
    return ((Replaced.Text) replace(text)).value();
  }

  private String problem(String text) {
    return ((Replaced.Failed) replace(text)).problem();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plain              | plain
          ${NAME}            | value
          a-${NAME}-${NAME}  | a-value-value
          ${EMPTY}           | ''
          ${MISSING:-x}      | x
          ${MISSING:-}       | ''
          ${MISSING:-a:-b}   | a:-b
          ${EMPTY:-x}        | x
          ${NAME:-x}         | value
          ${NESTED}          | ${NAME}
          ${DOLLAR}          | a$1\\b
          $${NAME}           | ${NAME}
          $$NAME             | $$NAME
          :443$              | :443$
          $NAME              | $NAME
          {NAME}             | {NAME}
          """)
  void replaces(String text, String result) {
    assertThat(replaced(text)).isEqualTo(result);
  }

  @Test
  void readsAFileWithoutItsLastLineBreak() throws IOException {
    Files.writeString(folder.resolve("secret"), "two\nlines\n");
    assertThat(replaced("<${file:secret}>")).isEqualTo("<two\nlines>");
  }

  @Test
  void readsAFileByItsAbsolutePath() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "word\r\n");
    assertThat(replaced("${file:" + file + "}")).isEqualTo("word");
  }

  @Test
  void refusesAVariableThatIsNotSet() {
    assertThat(problem("${MISSING}")).contains("is not set", "${MISSING:-value}");
  }

  @Test
  void refusesAMissingFile() {
    assertThat(problem("${file:missing}")).contains("missing", "does not exist");
  }

  @Test
  void refusesADirectory() {
    assertThat(problem("${file:.}")).contains("directory");
  }

  @Test
  void refusesAnEmptyPath() {
    assertThat(problem("${file:}")).isEqualTo("is empty");
  }

  @Test
  void refusesAPathThatTheSystemCannotName() {
    assertThat(problem("${file:\0}")).isEqualTo("is no path on this system");
  }

  @Test
  void acceptsAFileOf64Kibibytes() throws IOException {
    Files.write(folder.resolve("large"), new byte[64 * 1024]);
    assertThat(replace("${file:large}")).isInstanceOf(Replaced.Text.class);
  }

  @Test
  void refusesALargerFile() throws IOException {
    Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);
    assertThat(problem("${file:large}")).contains("larger than 64 KiB");
  }

  @Test
  void refusesAFileThatIsNotText() throws IOException {
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF});
    assertThat(problem("${file:binary}")).contains("not UTF-8");
  }

  @Test
  void refusesAReferenceWithoutAnEnd() {
    assertThat(replace("a ${NAME"))
        .isInstanceOfSatisfying(
            Replaced.Failed.class, failed -> assertThat(failed.reference()).isEqualTo("${NAME"));
  }

  @ParameterizedTest
  @CsvSource({"${}", "${1A}", "${A-B}", "${A B}", "${A:x}", "${A:?x}"})
  void refusesWhatIsNoName(String reference) {
    assertThat(problem(reference)).contains("is no reference");
  }

  @ParameterizedTest
  @CsvSource({
    "a, ''",
    "$${NAME}, ''",
    "${NAME}, ${NAME}",
    "${NAME:-x}, ${NAME}",
    "${MISSING:-x}, ${MISSING:-...}",
    "${EMPTY:-x}, ${EMPTY:-...}",
    "${NAME}-${EMPTY}, '${NAME} ${EMPTY}'"
  })
  void namesWhatItHasReplaced(String text, String references) {
    assertThat(String.join(" ", ((Replaced.Text) replace(text)).references()))
        .isEqualTo(references);
  }
}
