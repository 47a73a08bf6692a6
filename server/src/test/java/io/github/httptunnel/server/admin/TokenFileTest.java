package io.github.httptunnel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.admin.TokenFile.Result;
import io.github.httptunnel.tunnel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenFileTest {

  @TempDir private Path folder;

  private Path privately(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("admin.token"), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @ParameterizedTest
  @CsvSource({
    "/var/lib/tunnel, /state, /home/ann, /var/lib/tunnel/admin.token",
    "/var/lib/a:/var/lib/b, '', /home/ann, /var/lib/a/admin.token",
    "'', /state, /home/ann, /state/http-tunnel/admin.token",
    "'', state, /home/ann, /home/ann/.local/state/http-tunnel/admin.token",
    "'', '', /home/ann, /home/ann/.local/state/http-tunnel/admin.token"
  })
  void isWhereTheUsersProgramsKeepTheirState(
      String service, String state, String home, String path) {
    Map<String, String> environment =
        Map.of("STATE_DIRECTORY", service, "XDG_STATE_HOME", state, "HOME", home);
    assertThat(TokenFile.of(environment::get)).isEqualTo(new TokenFile(Path.of(path)));
  }

  @Test
  void isNowhereWithoutAHome() {
    assertThat(TokenFile.of(_ -> null)).isNull();
  }

  @Test
  void readsWhatIsThere() throws IOException {
    assertThat(new TokenFile(privately("a-token\n")).readOrMake())
        .isEqualTo(new Result.Found(new Secret("a-token")));
  }

  @Test
  void makesAnotherOneForEachFile() {
    Result one = new TokenFile(folder.resolve("one/admin.token")).readOrMake();
    Result other = new TokenFile(folder.resolve("other/admin.token")).readOrMake();
    assertThat(one).isInstanceOf(Result.Found.class).isNotEqualTo(other);
  }

  @Test
  void refusesATokenThatOthersCanRead() throws IOException {
    Path file = privately("a-token");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(new TokenFile(file).readOrMake())
        .isEqualTo(
            new Result.Failed(file + ": others can read the token (chmod 600 makes it private)"));
  }

  @Test
  void refusesAFileWithoutAToken() throws IOException {
    Path file = privately(" \n");
    assertThat(new TokenFile(file).readOrMake())
        .isEqualTo(new Result.Failed(file + ": holds no token (remove it, and one is made)"));
  }

  @Test
  void saysThatItCannotMakeOne() throws IOException {
    Path file = privately("no folder").resolve("admin.token");
    assertThat(new TokenFile(file).readOrMake())
        .isEqualTo(new Result.Failed(file + ": no token can be kept there (set admin.token)"));
  }
}
