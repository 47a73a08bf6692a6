package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.sni.SniPolicy;
import io.github.httptunnel.sni.SniPolicy.Ech;
import io.github.httptunnel.sni.SniPolicy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys about server names in tunnels, and about changes of the configuration. */
class RuntimeChangesConfigTest {

  private static final Path FOLDER = Path.of("src/test/resources/config");

  private static ServerConfig everything() throws IOException {
    byte[] yaml = Files.readAllBytes(FOLDER.resolve("every-key.yaml"));
    return ConfigText.loaded(ConfigText.read(yaml, Map.of(), FOLDER)).config();
  }

  @Test
  void readsWhatTlsInsideTunnelsMustLookLike() throws IOException {
    assertThat(everything().sni())
        .isEqualTo(new SniPolicy(Verdict.ALLOW, Verdict.ALLOW, Ech.ALLOW, Set.of(443)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"match", "{}", "{ mode: match }"})
  void aWordIsEnoughForTheStrictMatch(String sni) {
    assertThat(ConfigText.load("access: { sni: " + sni + " }").sni())
        .isEqualTo(new SniPolicy(Verdict.DENY, Verdict.DENY, Ech.MATCH, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "{ mode: off }"})
  void nobodyLooksAtTlsInsideTunnelsIfItIsOff(String sni) {
    assertThat(ConfigText.load("access: { sni: " + sni + " }").sni()).isNull();
    assertThat(ServerConfig.defaults().sni()).isNull();
  }

  @Test
  void tunnelsThatAreDeniedLaterEndAtOnceByDefault() throws IOException {
    assertThat(ServerConfig.defaults().revokeAfter()).isZero();
    assertThat(everything().revokeAfter()).isEqualTo(Duration.ofSeconds(29));
    assertThat(ConfigText.load("access: { revoke: now }").revokeAfter()).isZero();
    assertThat(ConfigText.load("access: { revoke: off }").revokeAfter()).isNull();
  }

  @Test
  void filesAreReadAgainByThemselvesOnlyIfAskedTo() throws IOException {
    assertThat(ServerConfig.defaults().reloadOnChange()).isFalse();
    assertThat(everything().reloadOnChange()).isTrue();
  }

  @Test
  void knowsTheFilesThatItIsMadeOf() {
    Path file = FOLDER.resolve("every-key.yaml");
    ConfigResult read = new ConfigReader(ConfigText.EMPTY, ConfigText.ANY_KEY).read(file);
    assertThat(ConfigText.loaded(read).files())
        .extracting(path -> path.getFileName().toString())
        .containsExactlyInAnyOrder(
            "every-key.yaml",
            "cert.pem",
            "key.pem",
            "id.p12",
            "word.txt",
            "trackers.txt",
            "users.htpasswd");
  }
}
