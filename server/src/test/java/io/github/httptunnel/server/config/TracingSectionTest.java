package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tracing.TracingConfig;
import io.github.httptunnel.tunnel.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tracing}: where spans go. */
class TracingSectionTest {

  private static final String ENDPOINT = "http://127.0.0.1:4318/v1/traces";

  private static TracingConfig load(String tracing) {
    return ConfigText.load("tracing: " + tracing).tracing();
  }

  private static String report(String tracing) {
    return ConfigText.report(ConfigText.read("tracing: " + tracing));
  }

  @Test
  void nobodyIsTracedByDefault() {
    assertThat(ServerConfig.defaults().tracing()).isNull();
    assertThat(load("off")).isNull();
  }

  @Test
  void readsEveryKey() throws IOException {
    Path folder = Path.of("src/test/resources/config");
    byte[] yaml = Files.readAllBytes(folder.resolve("every-key.yaml"));
    assertThat(ConfigText.loaded(ConfigText.read(yaml, Map.of(), folder)).config().tracing())
        .isEqualTo(
            new TracingConfig(
                URI.create("https://otlp.example:4318/v1/traces"),
                0.25,
                Map.of("authorization", new Secret("a-word"), "x-tenant", new Secret("k-word")),
                "proxy-7"));
  }

  @Test
  void anEndpointIsEnough() {
    assertThat(load("{ endpoint: '" + ENDPOINT + "' }"))
        .isEqualTo(TracingConfig.to(URI.create(ENDPOINT)));
  }

  @Test
  void aSectionWithoutAnEndpointSaysWhatIsMissing() {
    assertThat(report("{ sample: 0.5 }"))
        .contains("tracing: endpoint: missing (expected: such as " + ENDPOINT);
  }

  @Test
  void onAloneDoesNotSayWhere() {
    assertThat(report("on")).contains("tracing: 'on' is not known", "a section with an endpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", "0.125", "1", "1.0"})
  void takesAShare(String share) {
    assertThat(load("{ endpoint: '" + ENDPOINT + "', sample: " + share + " }").sample())
        .isEqualTo(Double.parseDouble(share));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.1", "2", "10%", "1e-3", ".5", "half"})
  void refusesWhatIsNoShare(String share) {
    assertThat(report("{ endpoint: '" + ENDPOINT + "', sample: " + share + " }"))
        .contains("tracing.sample: '" + share + "' is no share (expected: a number from 0 to 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:4318", "grpc://127.0.0.1:4317", "http://a b/"})
  void refusesWhatIsNoUrlOfACollector(String url) {
    assertThat(report("{ endpoint: '" + url + "' }"))
        .contains("tracing: endpoint: no URL of a collector (expected: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ endpoint: 'http://eve:canary@host/' }",
        "{ endpoint: 'http://host/?key=canary' }",
        "{ sample: 2, endpoint: 'http://eve:canary@host/' }",
        "{ endpoint: 'http://host/', headers: { x-key: [canary] } }",
        "{ endpoint: 'http://host/', headers: { x-key: \"canary\\x01\" } }",
        "{ endpoint: 'http://host/', headers: canary }",
        "{ endpoint: 'http://host/', headers: { Content Type: canary } }",
        "{ endpoint: 'http://host/', headers: { x-key: canary, x: [ } }"
      })
  void aMistakeShowsNoSecret(String tracing) {
    assertThat(report(tracing)).doesNotContain("canary");
  }

  @Test
  void headersAreNotShownToWhoAsksForTheConfiguration() {
    String yaml =
        """
        tracing:
          endpoint: http://127.0.0.1:4318/v1/traces
          headers: { x-tenant: canary }
        """;
    String shown = ConfigText.loaded(ConfigText.read(yaml)).effective().get().text();
    assertThat(shown).contains("x-tenant", ENDPOINT, "***").doesNotContain("canary");
  }

  @Test
  void aHeaderMayComeFromTheEnvironment() {
    String yaml =
        "tracing: { endpoint: 'http://host/', headers: { authorization: 'Bearer ${KEY}' } }";
    TracingConfig config =
        ConfigText.loaded(ConfigText.read(yaml, Map.of("KEY", "abc"))).config().tracing();
    assertThat(config.headers().get("authorization").value()).isEqualTo("Bearer abc");
  }
}
