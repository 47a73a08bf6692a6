package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.Action;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.access.Rule;
import io.github.httptunnel.access.RuleSet;
import io.github.httptunnel.server.config.ConfigOrigin;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstScreenTest {

  private static final ConfigOrigin NO_FILE = new ConfigOrigin(ConfigOrigin.Source.DEFAULTS, null);

  @Test
  void saysWhatListensAndHowToTryIt() {
    assertThat(screen(ServerConfig.defaults(), "127.0.0.1"))
        .containsExactly(
            "http-tunnel 1.2, configuration: no configuration file; the defaults hold",
            "listening on 127.0.0.1:4000: HTTP proxy [main]",
            "targets: any",
            "try it: curl -x http://127.0.0.1:4000 https://example.org/");
  }

  @Test
  void saysThatRulesDecide() {
    RuleSet rules =
        new RuleSet(List.of(new Rule(new RuleRef("rules[0]"), Action.ALLOW, List.of(), 1)), null);
    AccessConfig access =
        new AccessConfig(null, null, null, null, null, List.of(), Map.of(), rules);
    ServerConfig config = ServerConfig.defaults().toBuilder().access(access).build();
    assertThat(screen(config, "127.0.0.1")).contains("targets: 1 rule, then no others");
  }

  @Test
  void warnsWhenOtherMachinesCanReachIt() {
    assertThat(screen(with(listener("0.0.0.0", new Mode.Http(), null, null)), "0.0.0.0"))
        .anyMatch(line -> line.contains("PRIVATE CLIENTS ONLY"))
        .last()
        .isEqualTo("try it: curl -x http://127.0.0.1:4000 https://example.org/");
  }

  @Test
  void doesNotWarnOnceItIsSaidWhoMayConnect() {
    ListenerConfig listener =
        listener("0.0.0.0", new Mode.Http(), null, List.of(Cidr.parse("10.0.0.0/8")));
    assertThat(screen(with(listener), "0.0.0.0")).noneMatch(line -> line.contains("PRIVATE"));
  }

  @Test
  void doesNotWarnWhenClientsSayWhoTheyAre() {
    ListenerConfig listener =
        listener("0.0.0.0", new Mode.Http(), null, null)
            .withAuth(AuthConfig.passwords(Path.of("users.htpasswd")));
    assertThat(screen(with(listener), "0.0.0.0"))
        .noneMatch(line -> line.contains("PRIVATE"))
        .last()
        .isEqualTo("try it: curl -x http://127.0.0.1:4000 --proxy-user NAME https://example.org/");
  }

  @Test
  void showsHowToReachATlsListener() {
    KeyMaterial tls = new KeyMaterial.Pkcs12(Path.of("id.p12"), new Secret("secret"));
    assertThat(screen(with(listener("::1", new Mode.Http(), tls, null)), "::1"))
        .contains("listening on [0:0:0:0:0:0:0:1]:4000: HTTPS proxy (TLS) [main]")
        .noneMatch(line -> line.contains("secret"))
        .last()
        .asString()
        .contains("--proxy-insecure -x https://[0:0:0:0:0:0:0:1]:4000");
  }

  @Test
  void showsWhereATcpListenerLeads() {
    Mode tcp = new Mode.Tcp(new Target(new Host.Name("live.example"), 443));
    assertThat(screen(with(listener("127.0.0.1", tcp, null, null)), "127.0.0.1"))
        .contains("listening on 127.0.0.1:4000: TCP to live.example:443 [main]")
        .last()
        .isEqualTo("try it: curl --connect-to ::127.0.0.1:4000 https://live.example:443/");
  }

  @Test
  void staysWithinEightLinesHoweverManyListenersThereAre() {
    List<ListenerConfig> many =
        IntStream.range(0, 30)
            .mapToObj(i -> listener("0.0.0.0", new Mode.Http(), null, null))
            .toList();
    List<InetSocketAddress> bound =
        IntStream.range(0, 30).mapToObj(i -> address("0.0.0.0", 4000 + i)).toList();
    List<String> lines =
        FirstScreen.lines(
            "1.2", ServerConfig.defaults().withListeners(many), NO_FILE, bound, List.of("admin"));
    assertThat(lines).hasSizeLessThanOrEqualTo(8).contains("and 28 more listeners");
  }

  @Test
  void saysWhereTheOperatorAsks() {
    List<String> admin = List.of("admin on 127.0.0.1:9090");
    assertThat(
            FirstScreen.lines(
                "1.2",
                ServerConfig.defaults(),
                NO_FILE,
                List.of(address("127.0.0.1", 4000)),
                admin))
        .hasSize(5)
        .contains("admin on 127.0.0.1:9090");
  }

  private static List<String> screen(ServerConfig config, String bound) {
    return FirstScreen.lines("1.2", config, NO_FILE, List.of(address(bound, 4000)), List.of());
  }

  private static ServerConfig with(ListenerConfig listener) {
    return ServerConfig.defaults().withListeners(List.of(listener));
  }

  private static ListenerConfig listener(String bind, Mode mode, KeyMaterial tls, List<Cidr> from) {
    return new ListenerConfig("main", address(bind, 0), mode, tls, from);
  }

  private static InetSocketAddress address(String literal, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
  }
}
