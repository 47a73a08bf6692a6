package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.Action;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.access.Rule;
import io.github.httptunnel.access.RuleSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

class EffectiveConfigTest {

  private static final Path FOLDER = Path.of("src/test/resources/config");
  private static final long SEED = 20_261_130;

  private static ConfigResult read(String yaml) {
    return ConfigText.read(yaml.getBytes(StandardCharsets.UTF_8), Map.of(), FOLDER);
  }

  private static String shown(String yaml) {
    return ConfigText.loaded(read(yaml)).effective().get().text();
  }

  private static String shown(String yaml, Map<String, String> environment) {
    return ConfigText.loaded(ConfigText.read(yaml, environment)).effective().get().text();
  }

  /** As masked secrets are printed, so that they are read again as what they are. */
  private static String everyKey() throws IOException {
    return Files.readString(FOLDER.resolve("every-key.yaml"))
        .replace("k-word", "'***'")
        .replace("p-word", "'***'")
        .replace("a-word", "'***'");
  }

  /** Without what only says where rules stand, and with the default that follows from them. */
  private static ServerConfig meant(ServerConfig config) {
    AccessConfig access = config.access();
    RuleSet rules = access.rules();
    List<Rule> unplaced =
        rules.rules().stream()
            .map(rule -> new Rule(rule.ref(), rule.action(), rule.matchers(), 0))
            .toList();
    return config.toBuilder()
        .access(
            new AccessConfig(
                access.allowedTargets(),
                access.blockedTargets(),
                access.connectPorts(),
                access.plainPorts(),
                access.privateTargets(),
                access.privateTargetsExcept(),
                access.lists(),
                new RuleSet(unplaced, rules.allowsTheRest() ? Action.ALLOW : Action.DENY)))
        .build();
  }

  private static void assertThatItIsReadAgain(ConfigResult.Loaded loaded) {
    String text = loaded.effective().get().text();
    assertThat(meant(ConfigText.loaded(read(text)).config()))
        .describedAs(text)
        .isEqualTo(meant(loaded.config()));
  }

  @Test
  void whatIsShownOfTheDefaultsIsReadAsTheDefaults() {
    assertThatItIsReadAgain(ConfigResult.Loaded.defaults());
    assertThatItIsReadAgain(ConfigText.loaded(read("{}")));
  }

  @Test
  void whatIsShownOfEveryKeyIsReadAsTheSame() throws IOException {
    assertThatItIsReadAgain(ConfigText.loaded(read(everyKey())));
  }

  @Test
  void whatIsShownOfAnyFileIsReadAsTheSame() throws IOException {
    Object everything =
        new Load(LoadSettings.builder().setSchema(new FailsafeSchema()).build())
            .loadFromString(everyKey());
    Dump dump = new Dump(DumpSettings.builder().build());
    Random random = new Random(SEED);
    int good = 0;
    for (int i = 0; i < 300; i++) {
      ConfigResult result = read(dump.dumpToString(thinned(everything, random)));
      if (result instanceof ConfigResult.Loaded loaded) {
        assertThatItIsReadAgain(loaded);
        good++;
      }
    }
    assertThat(good).isGreaterThan(100);
  }

  /** Leaves some keys and some elements out. */
  private static Object thinned(Object tree, Random random) {
    return switch (tree) {
      case Map<?, ?> map -> {
        Map<Object, Object> fewer = new LinkedHashMap<>();
        map.forEach((key, value) -> {
          if (random.nextInt(60) > 0) {
            fewer.put(key, thinned(value, random));
          }
        });
        yield fewer;
      }
      case List<?> list ->
          list.stream()
              .filter(_ -> random.nextInt(60) > 0)
              .map(item -> thinned(item, random))
              .toList();
      default -> tree;
    };
  }

  @Test
  void oddTextsAreReadAsTheSame() {
    for (String odd : List.of("a: b", "- a", "# a", "'", "\"\\", "$${A}", "null", "é\t", "[a]")) {
      String quoted = odd.replace("\\", "\\\\").replace("\"", "\\\"");
      String yaml = "target_connection: { blocked_targets: \"\\\\Q" + quoted + "\\\\E\" }";
      assertThatItIsReadAgain(ConfigText.loaded(read(yaml)));
    }
    assertThatItIsReadAgain(
        ConfigText.loaded(read("target_connection:\n  blocked_targets: |+\n    a\n\n\n")));
  }

  @Test
  void eachValueSaysWhereItStands() {
    assertThat(shown("limits:\n  tunnels: 7\nhttp: { via: off }"))
        .containsPattern("\n  tunnels: 7 +# test.yaml:2:12\n")
        .containsPattern("\n  via: off +# test.yaml:3:14\n")
        .containsPattern("\n  drain_timeout: 30s +# default\n");
  }

  @Test
  void whatIsNotSetIsNamed() {
    assertThat(shown("{}"))
        .contains("  # not set: weights, tunnels\n")
        .contains("# not set: allowed_targets, blocked_targets");
  }

  @Test
  void everyKnownKeyIsShown() {
    List<String> shown =
        EffectiveConfig.defaults().settings().stream().map(EffectiveSetting::key).toList();
    assertThat(
            new ConfigReader(ConfigText.EMPTY, ConfigText.ANY_KEY)
                .keys().stream()
                    .filter(key -> !key.type().matches(".*sections?"))
                    .map(KnownKey::path)
                    .filter(path ->
                        !path.matches(".*(\\[]|<name>|^admin\\.|^access\\.sni\\.|^tracing\\.).*"))
                    .collect(Collectors.toList()))
        .isSubsetOf(shown);
  }

  @Test
  void variablesAreNamedAndTheirDefaultsAreNot() {
    String yaml = "listeners: [{ bind: '127.0.0.1:${PORT:-1001}', name: \"${NAME:-n}\" }]";
    assertThat(shown(yaml, Map.of("PORT", "1002")))
        .containsPattern("bind: 127.0.0.1:1002 +# test.yaml:1:21 \\$\\{PORT}\n")
        .containsPattern("name: n +# test.yaml:1:54 \\$\\{NAME:-\\.\\.\\.}\n");
  }

  @Test
  void secretsAreMasked(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("proxy.name"), "from-a-file\n");
    String yaml =
        """
        admin: { token: in-the-file, hosts: ["${file:proxy.name}"] }
        http: { via: "${VIA_SECRET}" }
        """;
    ConfigResult result =
        ConfigText.read(
            yaml.getBytes(StandardCharsets.UTF_8), Map.of("VIA_SECRET", "from-outside"), folder);
    EffectiveConfig effective = ConfigText.loaded(result).effective().get();
    assertThat(effective.text())
        .containsPattern("token: \"\\*\\*\\*\" +# test.yaml:1:17, secret\n")
        .containsPattern("hosts: \"\\*\\*\\*\" +# .*, secret\n")
        .containsPattern("via: \"\\*\\*\\*\" +# .*, secret\n");
    assertThat(effective.text() + effective.json())
        .doesNotContain("in-the-file", "from-a-file", "from-outside");
  }

  @Test
  void passwordsInsideUrlsAreMasked() {
    EffectiveSetting setting =
        EffectiveSetting.of(
            "some.url",
            List.of("https://eve:word@proxy.example/a@b"),
            true,
            new ValueOrigin.Default());
    assertThat(setting.text()).isEqualTo("https://***@proxy.example/a@b");
  }

  @Test
  void whatTheCommandLineSaysIsSaidToBeItsWord() {
    ConfigResult.Loaded file =
        ConfigText.loaded(read("listeners: [{ bind: '127.0.0.1:1001', name: a, bandwidth: 5MB }]"));
    String clients = file.withClients(List.of(Cidr.parse("10.0.0.0/8"))).effective().get().text();
    assertThat(clients)
        .containsPattern("from: \\[10.0.0.0/8] +# command line\n")
        .containsPattern("bandwidth: 5MB +# test.yaml:1");
    String replaced =
        file.withListeners(List.of(ListenerConfig.defaults())).effective().get().text();
    assertThat(replaced)
        .containsPattern("- name: main +# command line\n")
        .doesNotContain("5MB", "1001");
  }

  @Test
  void machinesGetTheSame() {
    ConfigResult.Loaded loaded =
        ConfigText.loaded(read("listeners: [{ from: [10.0.0.0/8] }]\nlimits: { tunnels: 7 }"));
    assertThat(loaded.effective().get().json())
        .contains(
            "{\"key\":\"limits.tunnels\",\"value\":\"7\",\"origin\":\"file\",\"file\":\"test.yaml\","
                + "\"line\":2,\"column\":20}",
            "{\"key\":\"listeners[0].from\",\"values\":[\"10.0.0.0/8\"],\"origin\":\"file\"",
            "{\"key\":\"relay_engine\",\"value\":\"auto\",\"origin\":\"default\"}",
            "{\"key\":\"access.private_targets\",\"origin\":\"default\"}");
  }
}
