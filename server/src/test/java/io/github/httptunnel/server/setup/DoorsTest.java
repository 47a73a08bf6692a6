package io.github.httptunnel.server.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.assembly.ListenerStats;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorsTest {

  private static final KeyMaterial KEYS =
      new KeyMaterial.Pkcs12(Path.of("id.p12"), new Secret("unused"));

  private static ListenerConfig http(String bind) {
    return http("main", bind);
  }

  private static ListenerConfig http(String name, String bind) {
    return new ListenerConfig(name, address(bind, 0), new Mode.Http(), null, null);
  }

  private static InetSocketAddress address(String host, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(host), port);
  }

  /** Each as it is after it was bound, on port 8080, 8081 and so on. */
  private static List<Door> seenBy(String asked, ListenerConfig... configs) {
    List<ListenerStats> open =
        IntStream.range(0, configs.length).mapToObj(i -> stats(configs[i], 8080 + i)).toList();
    return Doors.seenFrom(AskedHost.of(asked), List.of(configs), open);
  }

  private static ListenerStats stats(ListenerConfig config, int port) {
    InetSocketAddress address = new InetSocketAddress(config.bind().getAddress(), port);
    return new ListenerStats(config.name(), address, 0, 0, Map.of(), Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, proxy.example:9090, http://proxy.example:8080",
    "0.0.0.0, PROXY.example, http://proxy.example:8080",
    "0.0.0.0, 192.0.2.7:9090, http://192.0.2.7:8080",
    "0.0.0.0, localhost:9090, http://localhost:8080",
    "0.0.0.0, [::1]:9090, http://127.0.0.1:8080",
    "::, [::1]:9090, http://[::1]:8080",
    "::, [2001:db8::7]:9090, http://[2001:db8::7]:8080",
    "::, [fe80::1%eth0]:9090, http://[fe80::1]:8080",
    "::, 192.0.2.7, http://192.0.2.7:8080"
  })
  void whatListensEverywhereIsReachedAsTheAdminListenerWas(String bind, String asked, String url) {
    assertThat(seenBy(asked, http(bind))).extracting(Door::url).containsExactly(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9090", "127.0.0.1:9090", "127.7.7.7", "[::1]:9090"})
  void whatListensOnThisMachineIsForItsOwnPrograms(String asked) {
    assertThat(seenBy(asked, http("127.0.0.1")))
        .extracting(Door::url)
        .containsExactly("http://127.0.0.1:8080");
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7:9090", "proxy.example", "[2001:db8::7]:9090"})
  void othersDoNotReachIt(String asked) {
    assertThat(seenBy(asked, http("127.0.0.1"), http("other", "::1"))).isEmpty();
  }

  @Test
  void anAddressOfItsOwnIsWhereItIsReached() {
    assertThat(seenBy("proxy.example", http("192.0.2.8"), http("other", "2001:db8::8")))
        .extracting(Door::url)
        .containsExactly("http://192.0.2.8:8080", "http://[2001:db8::8]:8081");
  }

  @Test
  void whatIsSpokenAndAskedIsPartOfIt() {
    ListenerConfig tls = new ListenerConfig("tls", address("::", 0), new Mode.Http(), KEYS, null);
    AuthConfig users = AuthConfig.passwords(Path.of("users.htpasswd"));
    assertThat(seenBy("proxy.example", tls, http("::").withAuth(users)))
        .containsExactly(
            new Door("tls", "proxy.example", 8080, true, false, false, false),
            new Door("main", "proxy.example", 8081, false, true, false, false));
  }

  @Test
  void whatLeadsToOneTargetIsNoProxy() {
    Target target = new Target(new Host.Name("example.org"), 443);
    ListenerConfig tcp =
        new ListenerConfig("tcp", address("::", 0), new Mode.Tcp(target), null, null);
    assertThat(seenBy("proxy.example", tcp)).isEmpty();
  }

  @Test
  void whatIsNotOpenIsNotShown() {
    assertThat(Doors.seenFrom(AskedHost.of("localhost"), List.of(http("::")), List.of())).isEmpty();
  }
}
