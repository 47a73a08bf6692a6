package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program reads its configuration again, as its operator sees it. */
class ReloadSignalIT {

  @TempDir private Path folder;

  private void write(String yaml) throws IOException {
    Path next = Files.writeString(folder.resolve("next.yaml"), yaml);
    Files.move(next, folder.resolve("http-tunnel.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void awaitWords(BuiltProgram program, String... words) {
    await().untilAsserted(() -> assertThat(program.stderr()).contains(words));
  }

  private static int status(BuiltProgram program, EchoPeer target) {
    try (RawClient client = RawClient.connect(program.address())) {
      client.send("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(target.authority()));
      return client.readHead().status();
    }
  }

  @Test
  void aHangUpSignalPutsAnotherFileIntoForceAndABrokenOneNot() throws IOException {
    write("target_connection: { blocked_targets: '^x\\.example:' }");
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = BuiltProgram.serve(folder, "--bind", "127.0.0.1:0", "http")) {
      assertThat(status(program, target)).isEqualTo(200);

      write("target_connection:\n  blocked_target: '.'\n");
      program.signal("HUP");
      awaitWords(
          program,
          "http-tunnel.yaml:2:3: target_connection.blocked_target: unknown key",
          "Not reloaded: 1 error in",
          "stays in force");
      assertThat(status(program, target)).isEqualTo(200);

      write("target_connection: { blocked_targets: '.' }");
      program.signal("HUP");
      awaitWords(program, "Reloaded ", "changed: access");
      assertThat(status(program, target)).isEqualTo(403);
      assertThat(program.isAlive()).isTrue();
    }
  }

  @Test
  void theCommandLineStillWins() throws IOException {
    write("listeners: [{ name: other, bind: 127.0.0.1:1 }]");
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = BuiltProgram.serve(folder, "--bind", "127.0.0.1:0", "http");
        RawClient before = RawClient.connectThrough(program.address(), target.authority())) {
      write("listeners: [{ name: another, bind: 127.0.0.1:2, from: [192.0.2.1] }]");
      program.signal("HUP");
      awaitWords(program, "changed: nothing");
      assertThat(status(program, target)).isEqualTo(200);
      before.halfClose();
      assertThat(before.readToEnd().ending()).isEqualTo(Ending.FIN);
    }
  }

  @Test
  void aFileThatChangesIsReadAgainByItselfIfAskedTo() throws IOException {
    write("reload_on_change: on");
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = BuiltProgram.serve(folder, "--bind", "127.0.0.1:0", "http")) {
      assertThat(status(program, target)).isEqualTo(200);
      write("{ reload_on_change: on, target_connection: { blocked_targets: '.' } }");
      awaitWords(program, "changed: access");
      assertThat(status(program, target)).isEqualTo(403);
    }
  }

  /** The system sends the same signal, and nobody is there who could ask for anything. */
  @Test
  void aTerminalThatIsClosedEndsIt() {
    String script =
        """
        import os, pty, sys
        pid, terminal = pty.fork()
        if pid == 0:
            os.execv(sys.argv[1], sys.argv[1:])
        said = b""
        while b"try it" not in said:
            said += os.read(terminal, 4096)
        os.close(terminal)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
        """;
    String launcher = Path.of("target", "dist", "bin", "http-tunnel").toAbsolutePath().toString();
    CommandResult result =
        Command.of("python3", "-c", script)
            .and(launcher, "--bind", "127.0.0.1:0", "http")
            .within(Duration.ofSeconds(60))
            .run();
    assertThat(result.successful().stdout().strip()).isEqualTo("129");
  }
}
