package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.server.admin.AdminListener;
import io.github.httptunnel.server.admin.Answer;
import io.github.httptunnel.server.admin.Page;
import io.github.httptunnel.server.admin.Pages;
import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.tunnel.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands say that ask a running program. */
class StatusCommandTest {

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  @TempDir private Path folder;

  private AdminListener listener;

  @BeforeEach
  void open() throws IOException {
    listener =
        AdminListener.open(
            AdminConfig.defaults().at(ANY_PORT).with(new Secret("a-token")),
            new Pages(
                Map.of(
                    "/api/v1/status",
                    Page.read(question ->
                        question.wantsText()
                            ? Answer.text("all is well\n")
                            : Answer.json(200, "{\"well\":true}")),
                    "/api/v1/tunnels",
                    Page.read(question -> Answer.text("busy: " + question.query().text("sort"))))));
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private String address() {
    return "127.0.0.1:" + listener.address().getPort();
  }

  private String token() throws IOException {
    return Files.writeString(folder.resolve("token"), "a-token\n").toString();
  }

  @Test
  void tellsWhatItIsTold() throws IOException {
    ProgramRun run = ProgramRun.of("--admin", address(), "status", "--token-file", token());
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEqualTo("all is well\n");
    ProgramRun json =
        ProgramRun.of("status", "--json", "--admin", address(), "--token-file", token());
    assertThat(json.out()).isEqualTo("{\"well\":true}\n");
  }

  @Test
  void asksWhereTheConfigurationSays() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("own.yaml"), "admin: { bind: '" + address() + "', token: a-token }\n");
    assertThat(ProgramRun.of("--config", config.toString(), "status").out())
        .isEqualTo("all is well\n");
  }

  @Test
  void saysThatATokenIsMissing() {
    ProgramRun run = ProgramRun.of("--admin", address(), "status");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains(address() + ": asks for a token (--token-file FILE holds it)");
  }

  @Test
  void saysThatATokenIsWrongWithoutShowingIt() throws IOException {
    String wrong = Files.writeString(folder.resolve("wrong"), "other-word").toString();
    ProgramRun run = ProgramRun.of("--admin", address(), "status", "--token-file", wrong);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err())
        .contains("takes another token than this one")
        .doesNotContain("other-word");
  }

  @Test
  void saysThatNobodyAnswers() {
    try (ClosedPort nobody = ClosedPort.reserve()) {
      for (String command : new String[] {"status", "top"}) {
        ProgramRun run = ProgramRun.of(command, "--admin", nobody.authority());
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err())
            .contains(nobody.authority() + ": nobody answers (expected: a running http-tunnel");
      }
    }
  }

  @Test
  void hasNobodyToAskWhenAdminIsOff() {
    ProgramRun run = ProgramRun.of("--admin", "off", "status");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("nobody can be asked: admin is off in");
  }

  @Test
  void withoutATerminalTheTopIsShownOnce() throws IOException {
    ProgramRun run = ProgramRun.of("top", "--admin", address(), "--token-file", token());
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines()).containsExactly("all is well", "", "busy: rate");
  }
}
