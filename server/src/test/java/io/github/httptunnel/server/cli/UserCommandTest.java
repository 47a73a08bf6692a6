package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserCommandTest {

  @TempDir private Path folder;
  private String file;

  @BeforeEach
  void name() {
    file = folder.resolve("users.htpasswd").toString();
  }

  @Test
  void addsAUserWithThePasswordOfStandardInput() throws IOException {
    ProgramRun run = ProgramRun.typing("pass\nmore", "user", "add", "--file", file, "alice");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("alice is in " + file + System.lineSeparator());
    assertThat(Files.readString(Path.of(file))).startsWith("alice:$2y$10$").doesNotContain("pass");
  }

  @Test
  void hashesAsItIsTold() throws IOException {
    ProgramRun run =
        ProgramRun.typing(
            "pass", "user", "add", "alice", "--algorithm", "argon2id", "--file", file);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Files.readString(Path.of(file))).startsWith("alice:$argon2id$v=19$");
  }

  @Test
  void refusesToReplaceUnlessTold() {
    ProgramRun.typing("pass", "user", "add", "--file", file, "alice");

    ProgramRun again = ProgramRun.typing("hunter2", "user", "add", "--file", file, "alice");
    assertThat(again.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(again.err()).contains("already (--replace").doesNotContain("hunter2");

    assertThat(
            ProgramRun.typing("hunter2", "user", "add", "--file", file, "--replace", "alice")
                .exitCode())
        .isZero();
  }

  @Test
  void refusesAnEmptyPassword() {
    ProgramRun run = ProgramRun.typing("", "user", "add", "--file", file, "alice");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("the password is empty; nothing was changed");
    assertThat(Path.of(file)).doesNotExist();
  }

  @Test
  void removesAUser() throws IOException {
    ProgramRun.typing("pass", "user", "add", "--file", file, "alice");

    ProgramRun run = ProgramRun.of("user", "remove", "--file", file, "alice");

    assertThat(run.exitCode()).isZero();
    assertThat(Files.readString(Path.of(file))).isEmpty();
  }

  @Test
  void saysThatThereIsNobodyToRemove() {
    ProgramRun run = ProgramRun.of("user", "remove", "--file", file, "alice");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("there is no such file or folder; nothing was changed");
  }

  @Test
  void listsUsersAndTheirHashes() {
    ProgramRun.typing("pass", "user", "add", "--file", file, "bob");
    ProgramRun.typing("pass", "user", "add", "--file", file, "alice");

    ProgramRun run = ProgramRun.of("user", "list", "--file", file);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines()).containsExactly("alice bcrypt 10", "bob bcrypt 10");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Files.writeString(Path.of(file), "alice:secret\n");

    ProgramRun run = ProgramRun.of("user", "list", "--file", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(run.err()).contains(":1:7: no password's hash").doesNotContain("secret");
  }

  @Test
  void namesItsCommandsWhenOneIsMissing() {
    ProgramRun run = ProgramRun.of("user");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("add, remove, list");
  }
}
