package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.identity.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

  @TempDir private Path folder;
  private String file;

  @BeforeEach
  void writeAFile() throws IOException {
    Files.writeString(folder.resolve("keys.jwks"), Tokens.published(Tokens.elliptic("one")));
    Files.writeString(folder.resolve("trackers.txt"), "# trackers\n0.0.0.0 listed.example\n");
    file =
        Files.writeString(
                folder.resolve("http-tunnel.yaml"),
                """
                listeners:
                  - { name: main, bind: "127.0.0.1:1001" }
                  - { name: guests, bind: "127.0.0.1:1002", from: [192.0.2.0/24] }
                  - { name: fixed, bind: "127.0.0.1:1003", target: "127.0.0.2:1004" }
                  - name: tokens
                    bind: 127.0.0.1:1005
                    auth:
                      jwt: { jwks: keys.jwks, issuer: i, audience: a, groups_claim: roles }
                access:
                  lists: { trackers: { file: trackers.txt } }
                  rules:
                    - deny: { targets: ["*.ads.example"] }
                    - deny: { targets: [a.example], listeners: [guests] }
                    - deny: { targets: [b.example], users: [eve] }
                    - deny: { lists: [trackers] }
                    - deny: { targets: [c.example], groups: [interns] }
                admin: { bind: 127.0.0.1:1006 }
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
        .contains("rules[0] deny (" + file + ":12): *.ads.example");
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
    assertThat(explain("127.0.0.1:1006").out()).contains("forbidden_own_address");
  }

  @Test
  void aListenerWithATargetOfItsOwnAsksNoRule() {
    ProgramRun run = explain("--listener", "fixed", "127.0.0.2:1004");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("at listener fixed", "allows  the listener's own target");
    assertUsage(
        "the target: listener fixed leads to 127.0.0.2:1004 and nowhere else",
        explain("--listener", "fixed", "a.example:443"));
    assertUsage(
        "--plain: listener fixed takes no requests",
        explain("--listener", "fixed", "--plain", "127.0.0.2:1004"));
  }

  @Test
  void groupsOfATokenAreTold() {
    String[] eve = {"--no-dns", "--listener", "tokens", "--user", "eve", "c.example:443"};
    assertThat(explain(eve).exitCode()).isZero();
    ProgramRun run = explain(with(eve, "--groups", "staff,interns"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.out())
        .contains("forbidden_rule by rules[4]", "as eve in interns, staff at listener tokens");
    assertThat(explain(with(eve, "--groups", "staff", "--groups", "interns", "--json")).out())
        .contains("\"user\":\"eve\",\"groups\":[\"interns\",\"staff\"],\"listener\"");
  }

  @Test
  void groupsThatNobodyCouldProveAreRefused() {
    assertUsage(
        "--groups: no client proves any at listener main; expected: one with auth.jwt.groups_claim",
        explain("--user", "eve", "--groups", "interns", "c.example:443"));
    assertUsage(
        "--groups: nobody without a name belongs to any",
        explain("--listener", "tokens", "--groups", "interns", "c.example:443"));
    assertUsage(
        "--groups: a name is empty",
        explain("--listener", "tokens", "--user", "eve", "--groups", "a,,b", "c.example:443"));
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.of(arguments, more).flatMap(Stream::of).toArray(String[]::new);
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
    Files.writeString(folder.resolve("keys.jwks"), Tokens.published(Tokens.elliptic("one")));
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
        "--listener: no listener has this name; expected: one of main, guests, fixed, tokens",
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
