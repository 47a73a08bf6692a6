package io.github.httptunnel.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.tunnel.Secret;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracingConfigTest {

  private static final URI ENDPOINT = URI.create("http://127.0.0.1:4318/v1/traces");

  private static TracingConfig with(String header, String value) {
    return new TracingConfig(ENDPOINT, 1, Map.of(header, new Secret(value)), "proxy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://127.0.0.1:4318/v1/traces", "https://otlp.example", "http://[::1]:4318/"})
  void takesAUrlOfACollector(String url) {
    assertThat(TracingConfig.to(URI.create(url)).endpoint()).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "127.0.0.1", "/v1/traces", "grpc://127.0.0.1:4317", "http:///v1"})
  void refusesWhatIsNone(String url) {
    assertThatThrownBy(() -> TracingConfig.to(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("endpoint: no URL of a collector (expected: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://eve:word@host/", "http://host/?key=word", "http://host/#word"})
  void refusesSecretsInItAndDoesNotRepeatThem(String url) {
    assertThatThrownBy(() -> TracingConfig.to(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("in headers")
        .hasMessageNotContaining("word");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void takesAShare(double share) {
    assertThat(new TracingConfig(ENDPOINT, share, Map.of(), "proxy").sample()).isEqualTo(share);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.001, 1.001, Double.NaN})
  void refusesWhatIsNoShare(double share) {
    assertThatThrownBy(() -> new TracingConfig(ENDPOINT, share, Map.of(), "proxy"))
        .hasMessageContaining("expected: 0 to 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "Authorization", "content-type", "host"})
  void refusesAHeaderThatCannotBeSet(String name) {
    assertThatThrownBy(() -> with(name, "word")).hasMessageContaining("cannot be set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " word", "word\n", "w\u00f6rd"})
  void refusesAValueThatIsNoneAndDoesNotRepeatIt(String value) {
    assertThatThrownBy(() -> with("authorization", value))
        .hasMessage("headers.authorization: no value of a header (expected: printable ASCII)");
  }

  @Test
  void printsNoSecretAndNoPath() {
    TracingConfig config = with("authorization", "canary");
    assertThat(config.toString()).doesNotContain("canary");
    assertThat(config.collector()).isEqualTo("http://127.0.0.1:4318");
  }
}
