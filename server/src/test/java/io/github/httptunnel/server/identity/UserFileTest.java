package io.github.httptunnel.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("users.htpasswd");
  }

  @Test
  void readsUsersBetweenCommentsAndEmptyLines() throws IOException {
    write("# users\n\nalice:" + Hashes.BCRYPT + "\r\n  \nbob:{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=");

    assertThat(good().lines()).containsExactly("alice bcrypt 4", "bob sha");
  }

  @Test
  void readsNothingBehindASecondColon() throws IOException {
    write("alice:" + Hashes.BCRYPT + ":Alice, of the office\n");

    assertThat(good().count()).isEqualTo(1);
  }

  @Test
  void readsNamesInUtf8() throws IOException {
    write("zo\u00eb:" + Hashes.BCRYPT + "\n");

    assertThat(good().lines()).containsExactly("zo\u00eb bcrypt 4");
  }

  @Test
  void mayHoldNobody() throws IOException {
    write("");

    assertThat(good().count()).isZero();
  }

  @Test
  void saysWhereEachFaultIsAndRepeatsNothing() throws IOException {
    write(
        "canary\n"
            + ":"
            + Hashes.BCRYPT
            + "\n"
            + "alice:canary-secret\n"
            + "zo\u00eb:canary-secret\n"
            + "bob:"
            + Hashes.BCRYPT
            + "\n"
            + "bob:"
            + Hashes.BCRYPT
            + "\n"
            + "a\tb:"
            + Hashes.BCRYPT
            + "\n"
            + "n".repeat(256)
            + ":"
            + Hashes.BCRYPT
            + "\n");

    List<String> problems = problems();

    assertThat(problems.toString()).doesNotContain("canary").doesNotContain("bob");
    assertThat(problems.stream().map(p -> p.substring(file.toString().length())).toList())
        .satisfiesExactly(
            p -> assertThat(p).isEqualTo(":1:1: has no colon (expected: NAME:HASH)"),
            p -> assertThat(p).isEqualTo(":2:1: has no name in front of the colon"),
            p -> assertThat(p).startsWith(":3:7: no password's hash"),
            p -> assertThat(p).startsWith(":4:5: no password's hash"),
            p -> assertThat(p).isEqualTo(":6:1: names the user of line 5 again (expected: once)"),
            p -> assertThat(p).isEqualTo(":7:1: has a name with a control character"),
            p -> assertThat(p).isEqualTo(":8:1: has a name of more than 255 bytes"));
  }

  @Test
  void saysNoMoreThanTwentyFaults() throws IOException {
    write("x\n".repeat(30));

    assertThat(problems()).hasSize(20);
  }

  @Test
  void saysWhatToDoAboutAFileThatIsNotThere() {
    assertThat(problems())
        .containsExactly(
            file + ": there is no such file (http-tunnel user add NAME --file FILE makes one)");
  }

  @Test
  void refusesAFolder() {
    file = folder;

    assertThat(problems()).containsExactly(folder + ": is a directory (expected: a file)");
  }

  @Test
  void refusesWhatIsNoUtf8() throws IOException {
    Files.write(file, new byte[] {'a', (byte) 0xff, ':'});

    assertThat(problems()).containsExactly(file + ": is not UTF-8 text");
  }

  @Test
  void refusesAFileThatHasNoEnd() throws IOException {
    Files.write(file, new byte[16 * 1024 * 1024 + 1]);

    assertThat(problems()).containsExactly(file + ": is larger than 16 MiB");
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private UserFile.Good good() {
    return (UserFile.Good) UserFile.read(file);
  }

  private List<String> problems() {
    return ((UserFile.Bad) UserFile.read(file)).problems();
  }
}
