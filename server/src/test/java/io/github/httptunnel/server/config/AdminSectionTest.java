package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.admin.AdminConfig;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdminSectionTest {

  @Test
  void theOperatorAsksOnThisMachineIfThePortIsFree() {
    assertThat(ServerConfig.defaults().admin())
        .isEqualTo(
            new AdminConfig(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9090),
                false,
                null,
                List.of(),
                null));
    assertThat(ConfigText.load("admin: on").admin()).isEqualTo(AdminConfig.defaults());
    assertThat(ConfigText.load("admin: { hosts: [a.example] }").admin().named()).isFalse();
  }

  @Test
  void canBeOff() {
    assertThat(ConfigText.load("admin: off").admin()).isNull();
  }

  @Test
  void saysWhereAndForWhom() {
    ServerConfig config =
        ConfigText.load(
            """
            admin:
              bind: 127.0.0.1:9191
              token: a-word
              hosts: [Proxy.example]
              ready_probe: probe.example:443
            """);
    assertThat(config.admin())
        .isEqualTo(
            new AdminConfig(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9191),
                true,
                new Secret("a-word"),
                List.of("proxy.example"),
                new Target(new Host.Name("probe.example"), 443)));
  }

  @Test
  void strangersNeedAToken() {
    assertThat(ConfigText.report(ConfigText.read("admin: { bind: 0.0.0.0:9000 }")))
        .contains("admin.token: missing (expected: a token");
  }

  @Test
  void aTokenIsNotMerelySpace() {
    assertThat(ConfigText.report(ConfigText.read("admin: { token: ' ' }")))
        .contains("admin.token: empty (expected: a token)");
  }
}
