package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.access.ListFormat;
import io.github.httptunnel.access.ListSource;
import io.github.httptunnel.connect.ConnectPolicy;
import io.github.httptunnel.connect.DnsPolicy;
import io.github.httptunnel.limit.LimitPolicy;
import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.limit.LimitPolicy.Targets;
import io.github.httptunnel.limit.Rate;
import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.server.accesslog.LogConfig;
import io.github.httptunnel.server.accesslog.LogConfig.Format;
import io.github.httptunnel.server.accesslog.LogConfig.Level;
import io.github.httptunnel.server.accesslog.LogConfig.RecordTemplate;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServerConfigTest {

  private static final Path FOLDER = Path.of("src/test/resources/config");

  private static ServerConfig everything() throws IOException {
    byte[] yaml = Files.readAllBytes(FOLDER.resolve("every-key.yaml"));
    return ConfigText.loaded(ConfigText.read(yaml, Map.of(), FOLDER)).config();
  }

  @Test
  void anEmptyMappingGivesTheDefaults() {
    assertThat(ConfigText.load("{}")).isEqualTo(ServerConfig.defaults());
  }

  @Test
  void emptySectionsGiveTheDefaults() {
    ServerConfig config =
        ConfigText.load(
            """
            client_connection: { relay_policy: {} }
            target_connection: {}
            limits: {}
            dns: {}
            access: { ports: {}, lists: {} }
            http: {}
            log: {}
            admin: {}
            """);
    assertThat(config).isEqualTo(ServerConfig.defaults());
  }

  @Test
  void listensForHttpOnThisMachineByDefault() {
    assertThat(ServerConfig.defaults().listeners())
        .containsExactly(
            new ListenerConfig(
                "main",
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8080),
                new Mode.Http(),
                null,
                null));
  }

  @Test
  void timesHaveTheirDefaults() {
    ServerConfig config = ServerConfig.defaults();
    assertThat(config.initiationTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.connect()).isEqualTo(ConnectPolicy.within(Duration.ofSeconds(10)));
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void bothDirectionsHaveTheRelaysDefaults() {
    assertThat(ServerConfig.defaults().upstream()).isEqualTo(RelayPolicy.defaults());
    assertThat(ServerConfig.defaults().downstream()).isEqualTo(RelayPolicy.defaults());
  }

  @Test
  void namesAreLookedUpAsTheSystemDoesAndKeptForAMinute() {
    assertThat(ServerConfig.defaults().dns()).isEqualTo(DnsPolicy.caching(Duration.ofSeconds(60)));
  }

  @Test
  void accessLimitsAndAnswersHaveTheirDefaults() {
    ServerConfig config = ServerConfig.defaults();
    assertThat(config.access()).isEqualTo(AccessConfig.defaults());
    assertThat(config.maxTunnels()).isNull();
    assertThat(config.limits()).isEqualTo(LimitPolicy.defaults());
    assertThat(config.legacyResponses()).isFalse();
  }

  @Test
  void theLogNamesNobodyByDefault() {
    assertThat(ServerConfig.defaults().log())
        .isEqualTo(
            new LogConfig(
                Level.INFO,
                Format.TEXT,
                RecordTemplate.DEFAULT,
                false,
                false,
                null,
                10_000_000,
                10));
  }

  @Test
  void readsClientConnection() throws IOException {
    ServerConfig config = everything();
    assertThat(config.initiationTimeout()).isEqualTo(Duration.ofSeconds(11));
    assertThat(config.upstream())
        .isEqualTo(
            new RelayPolicy(
                Duration.ofSeconds(31),
                Duration.ofSeconds(61),
                1001L,
                10_001L,
                Duration.ofSeconds(101),
                100_000_000L,
                OnMaxRate.CLOSE));
  }

  @Test
  void readsTargetConnection() throws IOException {
    ServerConfig config = everything();
    assertThat(config.dns().cacheTtlMax()).isEqualTo(Duration.ofSeconds(59));
    assertThat(config.connect()).isEqualTo(ConnectPolicy.within(Duration.ofSeconds(9)));
    assertThat(config.downstream())
        .isEqualTo(new RelayPolicy(null, null, null, null, null, null, OnMaxRate.SHAPE));
  }

  @Test
  void readsTheExpressionsForTargets() throws IOException {
    AccessConfig access = everything().access();
    assertThat(access.allowedTargets()).isEqualTo(Pattern.compile("(?i)^example\\.org:443$"));
    assertThat(access.blockedTargets()).isEqualTo(Pattern.compile("(?i)tracker"));
  }

  @Test
  void readsAccess() throws IOException {
    AccessConfig access = everything().access();
    assertThat(access.privateTargets()).isEqualTo(PrivateTargets.DENY);
    assertThat(access.privateTargetsExcept()).hasToString("[10.1.0.0/16]");
    assertThat(access.connectPorts()).containsExactlyInAnyOrder(443, 8443);
    assertThat(access.plainPorts()).containsExactlyInAnyOrder(80, 3000);
  }

  @Test
  void readsListsByTheirNames() throws IOException {
    assertThat(everything().access().lists())
        .isEqualTo(
            Map.of(
                "trackers",
                new ListSource(FOLDER.resolve("trackers.txt"), ListFormat.HOSTS),
                "office_1",
                new ListSource(FOLDER.resolve("word.txt"), ListFormat.AUTO)));
  }

  @Test
  void readsAListenerWithPemFiles() throws IOException {
    ListenerConfig listener = everything().listeners().getFirst();
    assertThat(listener.name()).isEqualTo("pem");
    assertThat(listener.bind())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 8443));
    assertThat(listener.mode()).isEqualTo(new Mode.Http());
    assertThat(listener.from()).hasToString("[127.0.0.0/8, 10.0.0.0/8]");
    assertThat(listener.tls())
        .isEqualTo(
            new KeyMaterial.Pem(
                FOLDER.resolve("cert.pem"), FOLDER.resolve("key.pem"), new Secret("k-word")));
  }

  @Test
  void readsAListenerWithAPkcs12File() throws IOException {
    assertThat(everything().listeners().get(1).tls())
        .isEqualTo(new KeyMaterial.Pkcs12(FOLDER.resolve("id.p12"), new Secret("p-word")));
  }

  @Test
  void readsPasswordsFromFiles() throws IOException {
    assertThat(everything().listeners().get(2).tls())
        .isEqualTo(new KeyMaterial.Pkcs12(FOLDER.resolve("id.p12"), new Secret("from a file")));
    assertThat(everything().listeners().get(3).tls())
        .isEqualTo(
            new KeyMaterial.Pem(
                FOLDER.resolve("cert.pem"), FOLDER.resolve("key.pem"), new Secret("from a file")));
  }

  @Test
  void readsAListenerWithATarget() throws IOException {
    ListenerConfig listener = everything().listeners().get(4);
    assertThat(listener.name()).isEqualTo("listener-5");
    assertThat(listener.mode())
        .isEqualTo(new Mode.Tcp(new Target(new Host.Name("example.org"), 443)));
  }

  @Test
  void readsLimits() throws IOException {
    assertThat(everything().maxTunnels()).isEqualTo(20_000);
    assertThat(everything().drainTimeout()).isZero();
    assertThat(everything().limits())
        .isEqualTo(
            new LimitPolicy(
                2001,
                new PerClient(513, new Rate(201, 203), 65, new Targets(1001, true), 121),
                new PerUser(7, new Rate(8, 9), 10_000_000_000L)));
  }

  @Test
  void readsDns() throws IOException {
    assertThat(everything().dns())
        .isEqualTo(
            new DnsPolicy(
                List.of(
                    new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 53),
                    new InetSocketAddress(InetAddress.ofLiteral("192.0.2.2"), 5353),
                    new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 53)),
                Duration.ofSeconds(2),
                Duration.ofSeconds(59),
                Duration.ofSeconds(12),
                Duration.ofHours(2),
                DnsPolicy.Prefer.IPV4));
  }

  @Test
  void readsLog() throws IOException {
    assertThat(everything().log())
        .isEqualTo(
            new LogConfig(
                Level.DEBUG,
                Format.JSON,
                RecordTemplate.ECS,
                true,
                true,
                true,
                FOLDER.resolve("logs"),
                64 * 1024,
                3));
  }

  @Test
  void readsLegacyResponses() throws IOException {
    assertThat(everything().legacyResponses()).isTrue();
  }

  @Test
  void theFileOfEveryKeyHoldsEveryKey() throws IOException {
    String yaml = Files.readString(FOLDER.resolve("every-key.yaml"));
    assertThat(new ConfigReader(ConfigText.EMPTY, ConfigText.ANY_KEY).keys())
        .filteredOn(key -> !key.name().equals(Section.ANY_NAME))
        .allSatisfy(key -> assertThat(yaml).contains(key.name() + ":"));
  }

  @Test
  void replacesTheListenersAndNothingElse() throws IOException {
    ServerConfig config = everything();
    ServerConfig changed = config.withListeners(ServerConfig.defaults().listeners());
    assertThat(changed.listeners()).isEqualTo(ServerConfig.defaults().listeners());
    assertThat(changed.withListeners(config.listeners())).isEqualTo(config);
  }
}
