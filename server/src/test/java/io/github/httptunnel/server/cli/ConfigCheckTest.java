package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCheckTest {

  @TempDir private Path folder;

  @Test
  void checkSaysThatAListIsEmptyAndWhereItIsNamed() throws IOException {
    Files.writeString(folder.resolve("none.txt"), "# nothing yet\n");
    Path empty =
        Files.writeString(
            folder.resolve("empty.yaml"),
            "access: { lists: { ads: { file: none.txt } }, rules: [{ deny: { lists: [ads] } }] }\n");
    ProgramRun run = ProgramRun.of("check", "--config", empty.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.err())
        .isEqualTo(
            empty
                + ":1:33: warning: access.lists.ads.file: holds no name and no address, so rules"
                + " about this list match nothing\n");
    assertThat(run.out()).contains("good, 1 listener, warnings: 1");
  }
}
