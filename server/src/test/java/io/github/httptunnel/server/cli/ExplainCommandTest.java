package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

  @TempDir private Path folder;
  private String file;

  @BeforeEach
  void writeAFile() throws IOException {
    Files.writeString(folder.resolve("trackers.txt"), "# trackers\n0.0.0.0 listed.example\n");
    file =
        Files.writeString(
                folder.resolve("http-tunnel.yaml"),
                """
                listeners:
                  - { name: main, bind: "127.0.0.1:1001" }
                  - { name: guests, bind: "127.0.0.1:1002", from: [192.0.2.0/24] }
                access:
                  lists: { trackers: { file: trackers.txt } }
                  rules:
                    - deny: { targets: ["*.ads.example"] }
                    - deny: { targets: [a.example], listeners: [guests] }
                    - deny: { targets: [b.example], users: [eve] }
                    - deny: { lists: [trackers] }
                """)
            .toString();
  }

  private ProgramRun explain(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "--config";
    all[1] = file;
    all[2] = "explain";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return ProgramRun.of(all);
  }

  @Test
  void aRefusalEndsWithOneAndSaysWhichRuleMadeIt() {
    ProgramRun run = explain("www.ads.example:443");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.out())
        .contains("REFUSED, forbidden_rule by rules[0]")
        .contains("rules[0] deny (" + file + ":7): *.ads.example");
    assertThat(run.hasLaunched()).isFalse();
  }

  @Test
  void whatIsAllowedEndsWithZero() {
    ProgramRun run = explain("--no-dns", "www.example.org:443");
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out()).startsWith("www.example.org:443: allowed");
  }

  @Test
  void theClientTheUserAndTheListenerCount() {
    assertThat(explain("--no-dns", "a.example:443").exitCode()).isZero();
    assertThat(
            explain("--no-dns", "--listener", "guests", "--client", "192.0.2.1", "a.example:443")
                .out())
        .contains("forbidden_rule by rules[1]");
    assertThat(explain("--no-dns", "--listener", "guests", "a.example:443").out())
        .contains("the listener does not serve this client");
    assertThat(explain("--no-dns", "--user", "eve", "b.example:443").out())
        .contains("forbidden_rule by rules[2]");
    assertThat(explain("--no-dns", "--client", "192.0.2.1", "b.example:22").out())
        .contains("forbidden_port");
    assertThat(explain("--no-dns", "--client", "192.0.2.1", "--plain", "b.example:80").exitCode())
        .isZero();
  }

  @Test
  void aListenersOwnAddressIsRefusedAsItWouldBe() {
    assertThat(explain("127.0.0.1:1001").out()).contains("forbidden_own_address");
  }

  @Test
  void aNameOfThisMachineIsLookedUp() {
    assertThat(explain("--client", "192.0.2.1", "localhost:443").out())
        .contains("at 127.0.0.1", "access.private_targets: loopback");
  }

  @Test
  void anEntryOfAListIsNamedWithItsFileAndLine() {
    assertThat(explain("www.listed.example:443").out())
        .contains("REFUSED, forbidden_list by rules[3]")
        .contains("listed in " + folder.resolve("trackers.txt") + ":2");
  }

  @Test
  void aListThatCannotBeUsedEndsAsAFileThatIsWrong() throws IOException {
    Files.writeString(folder.resolve("trackers.txt"), "<html>not found</html>\n");
    ProgramRun run = explain("--no-dns", "a.example:443");
    assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(run.err()).contains("access.lists.trackers", "nothing was decided");
  }

  @Test
  void jsonIsOneLine() {
    assertThat(explain("--json", "www.ads.example:443").out())
        .startsWith("{\"target\":\"www.ads.example:443\"")
        .contains("\"decision\":\"refused\",\"reason\":\"forbidden_rule\",\"rule\":\"rules[0]\"")
        .hasLineCount(1);
  }

  @Test
  void saysWhatIsMissingOrWrong() {
    assertUsage("a target is missing", explain());
    assertUsage("the port is missing", explain("example.org"));
    assertUsage("--client: 'me' is no IP address", explain("--client", "me", "a.example:443"));
    assertUsage(
        "no listener 'mian' asks rules (expected one of: main, guests)",
        explain("--listener", "mian", "a.example:443"));
    assertUsage("--replay does not go with a target", explain("--replay", "x", "a.example:443"));
  }

  @Test
  void aReplayListsWhatWouldChangeAndEndsWithOne() throws IOException {
    Path records = folder.resolve("metrics.log");
    String record = record("www.ads.example:443");
    Files.writeString(records, record + "\n" + record("www.example.org:443") + "\n");
    ProgramRun run = explain("--replay", records.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.out())
        .contains("2 records, 2 compared: 1 would be decided differently")
        .contains("REFUSED  www.ads.example:443, by rules[0]");
  }

  @Test
  void aReplayWithoutADifferenceEndsWithZero() throws IOException {
    Path records = folder.resolve("metrics.log");
    Files.writeString(records, record("www.example.org:443"));
    assertThat(explain("--replay", records.toString()).exitCode()).isZero();
  }

  @Test
  void aReplayOfRecordsWithoutTargetsSaysSoAndEndsWithTwo() throws IOException {
    Path records = folder.resolve("metrics.log");
    Files.writeString(records, record("x:1").replace("\"target\":\"x:1\",", ""));
    assertUsage("log.targets: on", explain("--replay", records.toString()));
  }

  @Test
  void aReplayOfNoFileEndsAsAFileThatIsWrong() {
    ProgramRun run = explain("--replay", folder.resolve("nothing").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(run.err()).contains("cannot be read").doesNotContain("Exception");
  }

  private static void assertUsage(String words, ProgramRun run) {
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(words);
  }

  private static String record(String target) {
    return "{\"id\":\"0\",\"listener\":\"main\",\"protocol\":\"http\",\"kind\":\"tunnel\","
        + "\"outcome\":\"closed\",\"reason\":\"end_of_stream\",\"by\":\"client\",\"target\":\""
        + target
        + "\",\"started\":\"2026-11-30T12:00:00Z\",\"timings\":{\"total\":1}}";
  }
}
