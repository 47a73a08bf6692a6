package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsSourcesTest {

  private static final InetSocketAddress SERVER =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 53);

  @Test
  void prefersThePolicysServersAndThenTakesNoSearchDomains(@TempDir Path dir) throws IOException {
    Path conf = Files.writeString(dir.resolve("resolv.conf"), "nameserver 192.0.2.9\nsearch a.b\n");

    DnsSources sources = DnsSources.read(policy(List.of(SERVER)), conf);

    assertThat(sources.servers()).containsExactly(SERVER);
    assertThat(sources.searchDomains()).isEmpty();
  }

  @Test
  void readsTheSystemsFileWithoutServersInThePolicy(@TempDir Path dir) throws IOException {
    Path conf = Files.writeString(dir.resolve("resolv.conf"), "nameserver 192.0.2.9\nsearch a.b\n");

    DnsSources sources = DnsSources.read(policy(List.of()), conf);

    assertThat(sources.servers())
        .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.9"), 53));
    assertThat(sources.searchDomains()).containsExactly("a.b");
  }

  @Test
  void asksThisMachineWithoutTheSystemsFile(@TempDir Path dir) {
    assertThat(DnsSources.read(policy(List.of()), dir.resolve("none")).servers())
        .containsExactly(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 53));
  }

  @Test
  void knowsTheHostsFile() {
    assertThat(DnsSources.read(policy(List.of(SERVER))).hosts()).containsKey("localhost");
  }

  @Test
  void keepsThreeServersAndSixSearchDomains() {
    DnsSources sources =
        new DnsSources(Collections.nCopies(4, SERVER), Collections.nCopies(7, "example"), Map.of());

    assertThat(sources.servers()).hasSize(3);
    assertThat(sources.searchDomains()).hasSize(6);
  }

  @Test
  void refusesToBeWithoutServers() {
    assertThatThrownBy(() -> new DnsSources(List.of(), List.of(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one server");
  }

  private static DnsPolicy policy(List<InetSocketAddress> servers) {
    return new DnsPolicy(
        servers, Duration.ZERO, Duration.ZERO, Duration.ZERO, null, DnsPolicy.Prefer.AUTO);
  }
}
