package io.github.httptunnel.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.identity.UserFileEditor.Edit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UserFileEditorTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("users.htpasswd");
  }

  @Test
  void makesAFileForItsOwnerOnly() throws IOException {
    assertThat(editor().add("alice", "hash", false)).isEqualTo(new Edit.Done());

    assertThat(file).hasContent("alice:hash");
    assertThat(permissions(file)).isEqualTo("rw-------");
  }

  @Test
  void addsAUserBehindThoseThatAreThere() throws IOException {
    Files.writeString(file, "# mine\nalice:1:of the office\n");

    editor().add("bob", "2", false);

    assertThat(file).hasContent("# mine\nalice:1:of the office\nbob:2\n");
  }

  @Test
  void keepsWhoMayReadTheFile() throws IOException {
    Files.writeString(file, "alice:1\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    editor().add("bob", "2", false);

    assertThat(permissions(file)).isEqualTo("rw-r-----");
  }

  @Test
  void givesNobodyAnotherPasswordByAccident() throws IOException {
    Files.writeString(file, "alice:1\n");

    assertThat(editor().add("alice", "2", false))
        .isEqualTo(
            new Edit.Failed("alice is in " + file + " already (--replace gives another password)"));
    assertThat(file).hasContent("alice:1");
  }

  @Test
  void givesAnotherPasswordWhenTold() throws IOException {
    Files.writeString(file, "alice:1\nbob:2\n");

    editor().add("alice", "3", true);

    assertThat(file).hasContent("alice:3\nbob:2\n");
  }

  @Test
  void takesAUserOutAndNobodyElse() throws IOException {
    Files.writeString(file, "al:1\nalice:2\nbob:3\n");

    assertThat(editor().remove("al")).isEqualTo(new Edit.Done());

    assertThat(file).hasContent("alice:2\nbob:3\n");
  }

  @Test
  void cannotTakeOutWhoIsNotThere() throws IOException {
    Files.writeString(file, "alice:2\n");

    assertThat(editor().remove("al")).isEqualTo(new Edit.Failed("al is not in " + file));
  }

  @Test
  void makesNoFileToTakeSomebodyOut() {
    assertThat(editor().remove("al"))
        .isEqualTo(new Edit.Failed(file + ": there is no such file or folder"));
    assertThat(file).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", "#a", "a\tb"})
  void takesNoNameThatCouldNotBeReadAgain(String name) {
    assertThat(editor().add(name, "hash", false)).isInstanceOf(Edit.Failed.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void changesTheFileBehindALink() throws IOException {
    Path real = Files.createDirectory(folder.resolve("elsewhere")).resolve("users");
    Files.writeString(real, "alice:1\n");
    Files.createSymbolicLink(file, real);

    editor().add("bob", "2", false);

    assertThat(file).isSymbolicLink();
    assertThat(real).hasContent("alice:1\nbob:2\n");
  }

  @Test
  void leavesNothingElseBehind() throws IOException {
    editor().add("alice", "1", false);
    editor().add("alice", "2", false);

    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  private UserFileEditor editor() {
    return new UserFileEditor(file);
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
