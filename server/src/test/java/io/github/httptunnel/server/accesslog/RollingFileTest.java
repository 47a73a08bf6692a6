package io.github.httptunnel.server.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollingFileTest {

  @TempDir private Path directory;
  private Path path;
  private RollingFile file;

  @BeforeEach
  void open() {
    path = directory.resolve("x.log");
    file = new RollingFile(path, 10, 3);
  }

  @AfterEach
  void close() throws IOException {
    file.close();
  }

  @Test
  void fillsAFileToItsLastByte() throws IOException {
    write("1234\n", "5678\n");
    assertThat(path).hasContent("1234\n5678\n");
    assertThat(files()).containsExactly("x.log");
  }

  @Test
  void rollsBeforeAByteTooMany() throws IOException {
    write("1234\n", "56789\n");
    assertThat(path).hasContent("56789\n");
    assertThat(old(1)).hasContent("1234\n");
  }

  @Test
  void neverExceedsTheLimitNorTheNumberOfFilesInABurst() throws IOException {
    file = new RollingFile(path, 1000, 10);
    for (int i = 0; i < 2000; i++) {
      write("x".repeat(i % 100) + "\n");
    }
    assertThat(files()).hasSize(10).contains("x.log", "x.log.1", "x.log.9");
    for (String name : files()) {
      assertThat(directory.resolve(name))
          .satisfies(it -> assertThat(Files.size(it)).isLessThanOrEqualTo(1000));
    }
  }

  @Test
  void keepsTheNewestLinesInOrder() throws IOException {
    for (int i = 0; i < 8; i++) {
      write("line " + i + "  \n");
    }
    assertThat(path).hasContent("line 7  \n");
    assertThat(old(1)).hasContent("line 6  \n");
    assertThat(old(2)).hasContent("line 5  \n");
    assertThat(files()).hasSize(3);
  }

  @Test
  void keepsOnlyTheCurrentFileWhenToldTo() throws IOException {
    file = new RollingFile(path, 10, 1);
    write("1234567\n", "abcdefg\n");
    assertThat(files()).containsExactly("x.log");
    assertThat(path).hasContent("abcdefg\n");
  }

  @Test
  void goesOnWhereTheLastRunEnded() throws IOException {
    Files.writeString(path, "12345\n");
    write("789\n", "x\n");
    assertThat(old(1)).hasContent("12345\n789\n");
    assertThat(path).hasContent("x\n");
  }

  @Test
  void deletesWhatALargerKeepHasLeft() throws IOException {
    for (int i = 1; i <= 5; i++) {
      Files.writeString(old(i), "old " + i);
    }
    write("1234567\n", "abcdefg\n");
    assertThat(files()).containsExactlyInAnyOrder("x.log", "x.log.1", "x.log.2");
    assertThat(old(2)).hasContent("old 1");
  }

  @Test
  void comesBackWhenItsDirectoryIsRemoved() throws IOException {
    write("a\n");
    Files.delete(path);
    Files.delete(directory);
    write("b\n");
    assertThat(path).hasContent("b\n");
  }

  @Test
  void startsANewFileWhenSomebodyMovesItAway() throws IOException {
    write("a\n");
    Files.move(path, directory.resolve("moved"));
    write("b\n");
    assertThat(path).hasContent("b\n");
    assertThat(directory.resolve("moved")).hasContent("a\n");
  }

  @Test
  void refusesALineThatIsLongerThanAFile() {
    assertThatIOException().isThrownBy(() -> write("1234567890\n"));
    assertThat(path).doesNotExist();
  }

  @Test
  void goesOnAfterAFailure() throws IOException {
    Files.createDirectory(path);
    assertThatIOException().isThrownBy(() -> write("a\n"));
    Files.delete(path);
    write("b\n");
    assertThat(path).hasContent("b\n");
  }

  @Test
  void makesTheFileAnewWhenItIsReopened() throws IOException {
    write("a\n");
    Files.move(path, directory.resolve("moved"));
    file.reopen();
    assertThat(path).isEmptyFile();
    assertThat(directory.resolve("moved")).hasContent("a\n");
  }

  @Test
  void failsOnAFullDevice() {
    file = new RollingFile(Path.of("/dev/full"), 10, 3);
    assertThatIOException().isThrownBy(() -> write("a\n")).withMessageContaining("space");
  }

  @Test
  void neverRollsADevice() throws IOException {
    file = new RollingFile(Path.of("/dev/null"), 10, 3);
    write("12345678\n", "12345678\n", "12345678\n");
    assertThat(Path.of("/dev/null.1")).doesNotExist();
  }

  @Test
  void isNotForEverybodysEyes() throws IOException {
    write("a\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path))).endsWith("---");
  }

  private void write(String... lines) throws IOException {
    for (String line : lines) {
      file.write(line.getBytes(UTF_8));
    }
  }

  private Path old(int index) {
    return directory.resolve("x.log." + index);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> list = Files.list(directory)) {
      return list.map(it -> it.getFileName().toString()).toList();
    }
  }
}
