package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

  @TempDir private Path folder;

  private static String reportOf(byte... bytes) {
    return ConfigText.report(ConfigText.read(bytes, Map.of(), Path.of("")));
  }

  private ConfigResult readFile(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), yaml);
    return new ConfigReader(ConfigText.EMPTY, ConfigText.ANY_KEY).read(file);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Test
  void acceptsAByteOrderMark() {
    assertThat(ConfigText.load("\uFEFFlimits: { tunnels: 3 }").maxTunnels()).isEqualTo(3);
  }

  @Test
  void acceptsWindowsLineEnds() {
    assertThat(ConfigText.load("limits:\r\n  tunnels: 3\r\n").maxTunnels()).isEqualTo(3);
  }

  @Test
  void namesTheLineThatIsNotUtf8() {
    assertThat(reportOf(bytes("limits:\n  # caf\u00e9\n")))
        .startsWith("test.yaml:2:8: line 2 is not valid UTF-8");
  }

  @Test
  void namesTheLineOfACutOffCharacter() {
    assertThat(reportOf(bytes("limits: {}\n# \u00c3"))).startsWith("test.yaml:2:3: line 2 is not");
  }

  @Test
  void namesTheLineOfAControlCharacter() {
    assertThat(reportOf(bytes("limits: {}\n\u0000\u0001\u00ff\u00fe")))
        .startsWith("test.yaml:2:1: line 2 holds the control character U+0000");
  }

  @Test
  void acceptsAFileOfOneMebibyte() {
    String yaml = "limits: {}\n#";
    byte[] bytes = bytes(yaml + "x".repeat(SourceFile.MAX_BYTES - yaml.length()));
    assertThat(ConfigText.read(bytes, Map.of(), Path.of("")))
        .isInstanceOf(ConfigResult.Loaded.class);
  }

  @Test
  void refusesAFileAboveOneMebibyte() {
    assertThat(reportOf(new byte[SourceFile.MAX_BYTES + 1])).contains("larger than 1 MiB");
  }

  @Test
  void acceptsAnUnknownKeyAtTheGreatestDepthAsSuch() {
    int depth = TreeReader.MAX_DEPTH;
    assertThat(ConfigText.report(ConfigText.read("{a: ".repeat(depth) + "}".repeat(depth))))
        .contains("unknown key");
  }

  @Test
  void survivesNestingThatNoStackCouldHold() {
    assertThat(ConfigText.report(ConfigText.read("a: {".repeat(5000) + "}".repeat(5000))))
        .contains("depth");
    assertThat(ConfigText.report(ConfigText.read("[".repeat(100_000)))).contains("depth");
    assertThat(ConfigText.report(ConfigText.read("- ".repeat(5000)))).contains("depth");
  }

  @Test
  void survivesNestingThroughAliases() {
    StringBuilder yaml = new StringBuilder("a0: &a0 {}\n");
    for (int i = 1; i < 40; i++) {
      yaml.append("a%d: &a%d { b: *a%d }\n".formatted(i, i, i - 1));
    }
    assertThat(ConfigText.report(ConfigText.read(yaml.toString()))).contains("depth");
  }

  @Test
  void followsAnAlias() {
    ServerConfig config =
        ConfigText.load(
            """
            client_connection: { relay_policy: &policy { idle_timeout: 7s } }
            target_connection: { relay_policy: *policy }
            """);
    assertThat(config.downstream()).isEqualTo(config.upstream());
    assertThat(config.downstream().idleTimeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void followsAnAliasToASingleValue() {
    ServerConfig config =
        ConfigText.load(
            """
            client_connection: { initiation_timeout: &t 7s }
            target_connection: { connect_timeout: *t }
            """);
    assertThat(config.connect().connectTimeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void readsABlockScalarWithoutItsLineBreak() {
    ServerConfig config = ConfigText.load("limits:\n  drain_timeout: |\n    7s\n");
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void readsQuotedValuesLikePlainOnes() {
    ServerConfig config = ConfigText.load("limits: { \"tunnels\": '3', drain_timeout: \"5s\" }");
    assertThat(config.maxTunnels()).isEqualTo(3);
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void reportsTheSameFaultOnceHoweverManyAliasesLeadToIt() {
    ConfigResult result =
        ConfigText.read(
            """
            client_connection: { relay_policy: &p { idle: 7s } }
            target_connection: { relay_policy: *p }
            """);
    assertThat(ConfigText.report(result)).contains("1 error in test.yaml");
  }

  @Test
  void reportsErrorsInTheOrderOfTheFile() {
    ConfigResult result = ConfigText.read("zzz: 1\nlog: { keep: 0 }\nlimits: { tunnels: 0 }\n");
    assertThat(((ConfigResult.Rejected) result).errors())
        .extracting(error -> error.at().line())
        .containsExactly(1, 2, 3);
  }

  @Test
  void showsNoMoreErrorsThanAnybodyReads() {
    String report = ConfigText.report(ConfigText.read("log: { a: 1" + keys()));
    assertThat(report)
        .contains("(11 more)")
        .endsWith("61 errors in test.yaml; nothing was started\n");
  }

  private static String keys() {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      keys.append(", k").append(i).append(": 1");
    }
    return keys.append(" }").toString();
  }

  @Test
  void cutsALongLineAroundTheFault() {
    ConfigResult result = ConfigText.read("log: { " + " ".repeat(900_000) + "colour: red }");
    ConfigError error = ((ConfigResult.Rejected) result).errors().getFirst();
    assertThat(error.at().column()).isEqualTo(900_008);
    assertThat(error.excerpt()).hasSizeLessThan(200).contains("colour: ***");
  }

  @Test
  void pathsAreRelativeToTheFilesFolder() throws IOException {
    ConfigResult result = readFile("log: { directory: logs }");
    assertThat(ConfigText.loaded(result).config().log().directory())
        .isEqualTo(folder.resolve("logs"));
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    Path missing = folder.resolve("missing.yaml");
    ConfigResult result = new ConfigReader(ConfigText.EMPTY, ConfigText.ANY_KEY).read(missing);
    assertThat(ConfigText.report(result)).startsWith(missing + ": there is no such file");
  }

  @Test
  void saysThatTheFileIsADirectory() {
    ConfigResult result = new ConfigReader(ConfigText.EMPTY, ConfigText.ANY_KEY).read(folder);
    assertThat(ConfigText.report(result)).startsWith(folder + ": is a directory");
  }

  @Test
  void reportsWhatTheKeyCheckSays() throws IOException {
    Files.writeString(folder.resolve("id.p12"), "");
    Path file = folder.resolve("config.yaml");
    Files.writeString(file, "listeners:\n  - tls: { pkcs12: id.p12, password: hunter2 }\n");
    ConfigReader reader = new ConfigReader(ConfigText.EMPTY, _ -> "id.p12: the password is wrong");
    assertThat(ConfigText.report(reader.read(file)))
        .contains(":2:10: listeners[0].tls: id.p12: the password is wrong")
        .doesNotContain("hunter2");
  }
}
