package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigShowCommandTest {

  @TempDir private Path folder;

  private String file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("http-tunnel.yaml"), yaml).toString();
  }

  @Test
  void printsWhatHoldsAndWhereItComesFrom() throws IOException {
    String file = file("limits: { tunnels: 7 }\n");
    ProgramRun run = ProgramRun.of("config", "show", "--config", file);
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .startsWith("# " + file + " (named by --config)\n")
        .containsPattern("tunnels: 7 +# .*http-tunnel.yaml:1:20\n")
        .containsPattern("relay_engine: auto +# default\n");
    assertThat(run.hasLaunched()).isFalse();
  }

  @Test
  void optionsInFrontOfTheCommandCount() throws IOException {
    String file = file("listeners: [{ bind: '127.0.0.1:0' }]\n");
    ProgramRun run =
        ProgramRun.of("--config", file, "--allow-clients", "10.0.0.0/8", "config", "show");
    assertThat(run.out()).containsPattern("from: \\[10.0.0.0/8] +# command line\n");
  }

  @Test
  void printsOneObjectForMachines() throws IOException {
    ProgramRun run = ProgramRun.of("config", "show", "--json", "--config", file("http: {}\n"));
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.out()).startsWith("{\"settings\":[{\"key\":\"client_connection.");
  }

  @Test
  void aBadFileEndsAsItDoesElsewhere() throws IOException {
    ProgramRun run = ProgramRun.of("config", "show", "--config", file("limit: {}\n"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(run.err()).contains("unknown key; did you mean 'limits'?");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void configNeedsToKnowWhatOfIt() {
    ProgramRun run = ProgramRun.of("config");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("schema");
  }
}
