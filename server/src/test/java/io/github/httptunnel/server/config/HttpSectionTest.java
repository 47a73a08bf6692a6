package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.http1.ExchangePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code http}: how requests without CONNECT are forwarded. */
class HttpSectionTest {

  @Test
  void readsHowRequestsWithoutConnectAreForwarded() throws IOException {
    assertThat(read().exchanges())
        .isEqualTo(
            new ExchangePolicy(
                new ExchangePolicy.Pseudonym.Named("proxy-7"),
                Duration.ofSeconds(61),
                null,
                Duration.ofSeconds(59),
                0,
                Duration.ofSeconds(14),
                true));
  }

  @Test
  void forwardsUnderARandomPseudonymByDefault() {
    assertThat(ServerConfig.defaults().exchanges())
        .isEqualTo(
            new ExchangePolicy(
                new ExchangePolicy.Pseudonym.Random(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                4,
                Duration.ofSeconds(15),
                false));
  }

  @Test
  void canForwardWithoutLeavingAMark() {
    assertThat(ConfigText.load("http: { via: off }").exchanges().pseudonym()).isNull();
  }

  private static ServerConfig read() throws IOException {
    Path folder = Path.of("src/test/resources/config");
    byte[] yaml = Files.readAllBytes(folder.resolve("every-key.yaml"));
    return ConfigText.loaded(ConfigText.read(yaml, Map.of(), folder)).config();
  }
}
