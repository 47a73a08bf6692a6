package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.httptunnel.server.config.ConfigOrigin.Source;
import io.github.httptunnel.server.config.ConfigSchema;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineProgramTest {

  @TempDir private Path folder;
  private String file;

  @BeforeEach
  void writeAFile() throws IOException {
    file =
        Files.writeString(
                folder.resolve("http-tunnel.yaml"),
                """
                limits: { tunnels: 7 }
                client_connection: { relay_policy: { max_rate_bps: 9 } }
                listeners:
                  - { name: one, bind: "127.0.0.1:1001" }
                  - { name: two, bind: "127.0.0.1:1002" }
                """)
            .toString();
  }

  private static InetSocketAddress address(String ip, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
  }

  private static List<ListenerConfig> listeners(String... arguments) {
    return ProgramRun.of(arguments).launched().config().listeners();
  }

  @Test
  void httpListensOnThisMachine() {
    assertThat(listeners("http"))
        .containsExactly(
            new ListenerConfig("http", address("127.0.0.1", 8080), new Mode.Http(), null, null));
  }

  @Test
  void tcpLeadsToItsDestination() {
    Mode mode = new Mode.Tcp(new Target(new Host.Name("example.org"), 443));
    assertThat(listeners("--bind", "127.0.0.1:0", "tcp", "-d", "example.org:443"))
        .containsExactly(new ListenerConfig("tcp", address("127.0.0.1", 0), mode, null, null));
    assertThat(listeners("tcp", "--destination=example.org:443").getFirst().mode()).isEqualTo(mode);
  }

  @Test
  void theExitCodeOfTheServerIsThatOfTheProgram() {
    assertThat(ProgramRun.of("http").exitCode()).isEqualTo(ProgramRun.LAUNCHED);
  }

  @Test
  void globalOptionsStandInFrontOfTheCommandOrBehind() {
    assertThat(listeners("http", "--bind", "[::1]:5"))
        .isEqualTo(listeners("--bind", "[::1]:5", "http"));
    assertThat(ProgramRun.of("serve", "--config", file).launched())
        .isEqualTo(ProgramRun.of("--config", file, "serve").launched());
  }

  @Test
  void bindMayBeRepeatedOnBothSidesOfTheCommand() {
    assertThat(listeners("--bind", "127.0.0.1:1", "--bind=127.0.0.1:2", "http", "--bind", "[::]:3"))
        .extracting(ListenerConfig::name, ListenerConfig::bind)
        .containsExactly(
            tuple("http", address("127.0.0.1", 1)),
            tuple("http-2", address("127.0.0.1", 2)),
            tuple("http-3", address("::", 3)));
  }

  @Test
  void bindTwiceOnOneAddressIsRefused() {
    ProgramRun run = ProgramRun.of("--bind", "127.0.0.1:1", "--bind", "0.0.0.0:1", "http");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--bind: 0.0.0.0:1 is given twice");
  }

  @Test
  void configTwiceIsRefused() {
    assertThat(ProgramRun.of("--config", file, "serve", "--config", file).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(ProgramRun.of("--config", file, "--config", file, "serve").exitCode())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theCommandsListenersReplaceThoseOfTheFileAndNothingElse() {
    ProgramRun.Launched launched = ProgramRun.of("--config", file, "http").launched();
    assertThat(launched.config().listeners()).hasSize(1);
    assertThat(launched.config().maxTunnels()).isEqualTo(7);
    assertThat(launched.origin().source()).isEqualTo(Source.OPTION);
  }

  @Test
  void serveTakesTheListenersOfTheFile() {
    ProgramRun.Launched launched = ProgramRun.of("--config", file, "serve").launched();
    assertThat(launched.config().listeners())
        .extracting(ListenerConfig::name)
        .containsExactly("one", "two");
    assertThat(launched.warnings()).singleElement().asString().contains("max_rate_bps");
  }

  @Test
  void serveWithBindIsRefused() {
    ProgramRun run = ProgramRun.of("serve", "--bind", "127.0.0.1:0");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--bind goes with http, https and tcp");
  }

  @Test
  void theVariableNamesTheFile() {
    ProgramRun run = ProgramRun.with(Map.of("HTTP_TUNNEL_CONFIG", file), "serve");
    assertThat(run.launched().origin().source()).isEqualTo(Source.VARIABLE);
    assertThat(run.launched().config().maxTunnels()).isEqualTo(7);
  }

  @Test
  void allowClientsSetsWhoMayConnectEverywhere() {
    assertThat(listeners("--config", file, "--allow-clients", "10.0.0.0/8,192.0.2.1", "serve"))
        .hasSize(2)
        .allSatisfy(
            listener -> assertThat(listener.from()).hasToString("[10.0.0.0/8, 192.0.2.1/32]"));
  }

  @Test
  void allowClientsAnyOpensTheListeners() {
    assertThat(listeners("http", "--allow-clients", "any").getFirst().from())
        .isEqualTo(ListenerConfig.ANYBODY);
  }

  @Test
  void allowClientsWithABadBlockIsRefused() {
    ProgramRun run = ProgramRun.of("http", "--allow-clients", "10.0.0.0/8,office");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--allow-clients", "office");
  }

  @Test
  void checkSaysThatAFileIsGoodAndStartsNothing() {
    ProgramRun run = ProgramRun.of("check", "--config", file);
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .isEqualTo(file + " (named by --config): good, 2 listeners, warnings: 1\n");
    assertThat(run.err()).contains("warning: client_connection.relay_policy.max_rate_bps");
    assertThat(run.hasLaunched()).isFalse();
  }

  @Test
  void checkSaysWhatIsWrong() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "limits: { tunnels: 0 }\n");
    ProgramRun run = ProgramRun.of("check", "--config", broken.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(run.err()).contains(broken + ":1:20: limits.tunnels", "1 error in " + broken);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void checkSaysWhatAListHoldsAndWhatItSkips() throws IOException {
    Files.writeString(folder.resolve("ads.txt"), "0.0.0.0 ads.example\n192.0.2.0/24\nword\n");
    assertThat(checkOfList("ads.txt").out())
        .startsWith(
            "list trackers: 1 names, 1 address blocks; skipped 1 of 3 lines: 1 single words (a"
                + " top-level domain is written .example) (line 3: 'word')\n");
  }

  @Test
  void checkRefusesAListThatCannotBeUsed() throws IOException {
    Path page = Files.writeString(folder.resolve("page.txt"), "<html>not found</html>\n");
    ProgramRun run = checkOfList("page.txt");
    assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("http-tunnel: access.lists.trackers: " + page + " holds no name and no address")
        .endsWith("; nothing was started\n");
  }

  private ProgramRun checkOfList(String list) throws IOException {
    String yaml =
        "access: { lists: { trackers: { file: %s } }, rules: [{ deny: { lists: [trackers] } }] }\n"
            .formatted(list);
    return ProgramRun.of(
        "check", "--config", Files.writeString(folder.resolve("lists.yaml"), yaml).toString());
  }

  @Test
  void noCommandStartsWithABrokenFile() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "limit: {}\n");
    for (String command : new String[] {"http", "serve"}) {
      ProgramRun run = ProgramRun.of("--config", broken.toString(), command);
      assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
      assertThat(run.hasLaunched()).isFalse();
    }
  }

  @Test
  void helpGoesToStandardOutputWithExamplesFirst() {
    ProgramRun run = ProgramRun.of("--help");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).startsWith("Examples:").contains("Usage:", "--bind", "https", "check");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void everyCommandHasHelp() {
    for (String command :
        List.of("http", "https", "tcp", "serve", "check", "config", "bench", "completion")) {
      assertThat(ProgramRun.of(command, "--help").out()).contains("http-tunnel " + command);
      assertThat(ProgramRun.of("help", command).out()).contains("http-tunnel " + command);
    }
  }

  @Test
  void everyExperimentHasHelp() {
    for (String experiment :
        List.of(
            "bulk",
            "requests",
            "setup",
            "idle",
            "fairness",
            "isolation",
            "offer",
            "misbehave",
            "origin")) {
      ProgramRun run = ProgramRun.of("bench", experiment, "--help");
      assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(run.out()).contains("http-tunnel bench " + experiment);
    }
  }

  @Test
  void versionIsOneLine() {
    ProgramRun run = ProgramRun.of("--version");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).matches("http-tunnel \\d+\\.\\d+\\S*, JDK 25\\S*, Netty 4\\.2\\S*\n");
  }

  @Test
  void completionIsAScript() {
    for (String shell : List.of("bash", "zsh")) {
      ProgramRun run = ProgramRun.of("completion", shell);
      assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
      assertThat(run.out()).contains("http-tunnel", "--allow-clients", "--concurrent", "compinit");
    }
  }

  @Test
  void configSchemaIsForEditors() {
    ProgramRun run = ProgramRun.of("config", "schema");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).isEqualTo(ConfigSchema.text()).startsWith("{");
  }

  @Test
  void completionKnowsNoOtherShell() {
    ProgramRun run = ProgramRun.of("completion", "fish");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("fish", "bash", "zsh");
  }
}
