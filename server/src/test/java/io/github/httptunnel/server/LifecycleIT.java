package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.RecorderPeer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the program starts and ends, as its operator sees it. */
class LifecycleIT {

  private static final String[] ANY_PORT = {"--bind", "127.0.0.1:0", "http"};
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  void aTermSignalStopsTheListenerAndLetsTheTunnelEnd() {
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = BuiltProgram.serve(folder, ANY_PORT);
        RawClient client = RawClient.connectThrough(program.address(), target.authority())) {
      program.signal("TERM");
      awaitRefused(program.address());
      client.send("still here");
      assertThat(client.readExactly(10)).isEqualTo("still here");
      assertThat(program.isAlive()).isTrue();
      client.halfClose();
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.FIN);
      assertThat(program.awaitExit(SOON)).isEqualTo(143);
    }
  }

  @Test
  void anInterruptEndsAnIdleProgram() {
    try (BuiltProgram program = BuiltProgram.serve(folder, ANY_PORT)) {
      program.signal("INT");
      assertThat(program.awaitExit(SOON)).isEqualTo(130);
    }
  }

  @Test
  void aTunnelThatOutlivesTheDeadlineIsReset() throws IOException {
    Files.writeString(
        folder.resolve("http-tunnel.yaml"),
        """
        limits: { drain_timeout: 500ms }
        log: { directory: logs }
        """);
    try (RecorderPeer target = RecorderPeer.start();
        BuiltProgram program = BuiltProgram.serve(folder, ANY_PORT);
        RawClient client = RawClient.connectThrough(program.address(), target.authority())) {
      program.signal("TERM");
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(target.awaitEnding()).isEqualTo(Ending.RESET);
      assertThat(program.awaitExit(SOON)).isEqualTo(143);
      assertThat(folder.resolve("logs").resolve("metrics.log"))
          .content()
          .contains("\"reason\":\"drained\"");
    }
  }

  @Test
  void aSecondSignalEndsItAtOnce() {
    try (EchoPeer target = EchoPeer.start();
        BuiltProgram program = BuiltProgram.serve(folder, ANY_PORT);
        RawClient client = RawClient.connectThrough(program.address(), target.authority())) {
      program.signal("TERM");
      awaitRefused(program.address());
      program.signal("TERM");
      assertThat(program.awaitExit(SOON)).isEqualTo(143);
      assertThat(client.readToEnd().ending().byPeer()).isTrue();
    }
  }

  @Test
  void theFirstScreenIsShort() {
    try (BuiltProgram program =
        BuiltProgram.serve(folder, "--bind", "127.0.0.1:0", "--bind", "0.0.0.0:0", "http")) {
      assertThat(program.stderr().lines().toList()).hasSizeLessThanOrEqualTo(8);
    }
  }

  @Test
  void theCurlLineOfTheFirstScreenWorks() {
    Certificates authority = Certificates.create();
    Path trusted = authority.writeAuthority(folder);
    try (HttpOrigin origin =
            HttpOrigin.startTls(authority.serverContext(authority.server())).serve("/", "hello");
        BuiltProgram program = BuiltProgram.serve(folder, ANY_PORT)) {
      String line =
          program
              .stderr()
              .lines()
              .filter(text -> text.startsWith("try it: "))
              .findFirst()
              .orElseThrow();
      // the line as it is, but for the site, as a test must not need the internet
      String pasted =
          line.substring("try it: ".length())
              .replace("https://example.org/", "https://localhost:" + origin.port() + "/");
      CommandResult result =
          Command.of("sh", "-c", pasted).with("CURL_CA_BUNDLE", trusted.toString()).run();
      assertThat(result.successful().stdout()).isEqualTo("hello");
    }
  }

  @Test
  void aPortInUseIsSaidInWords() {
    try (EchoPeer holder = EchoPeer.start();
        BuiltProgram program =
            BuiltProgram.run(Map.of(), folder, "--bind", holder.authority(), "http")) {
      assertThat(program.awaitExit(SOON)).isEqualTo(71);
      assertThat(program.stderr()).contains(holder.authority(), "in use");
    }
  }

  @Test
  void aPortThatNeedsAPrivilegeIsSaidInWords() {
    try (BuiltProgram program =
        BuiltProgram.runAs(
            BuiltProgram.asNobody(), Map.of(), Path.of("/"), "--bind", "127.0.0.1:81", "http")) {
      assertThat(program.awaitExit(SOON)).isEqualTo(71);
      assertThat(program.stderr()).contains("127.0.0.1:81", "permission");
    }
  }

  private static void awaitRefused(InetSocketAddress address) {
    await().until(() -> isRefused(address));
  }

  private static boolean isRefused(InetSocketAddress address) {
    try (RawClient _ = RawClient.connect(address)) {
      return false;
    } catch (UncheckedIOException _) {
      return true;
    }
  }
}
