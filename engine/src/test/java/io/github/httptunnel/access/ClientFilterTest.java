package io.github.httptunnel.access;

import static io.github.httptunnel.access.Addresses.ip;
import static io.github.httptunnel.access.Addresses.mapped;
import static io.github.httptunnel.access.Addresses.scoped;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFilterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.255.255.255",
        "10.0.0.0",
        "10.255.255.255",
        "172.16.0.0",
        "172.31.255.255",
        "192.168.0.0",
        "192.168.255.255",
        "169.254.0.1",
        "::1",
        "fe80::1",
        "febf::1",
        "fc00::1",
        "fdff::1"
      })
  void countsThePrivateRangesAsPrivateClients(String client) {
    assertThat(ClientFilter.privateClients().admits(ip(client))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "126.255.255.255",
        "128.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "100.64.0.1",
        "8.8.8.8",
        "::2",
        "fe7f::1",
        "fec0::1",
        "fbff::1",
        "2606:4700::1",
        "64:ff9b::10.0.0.1"
      })
  void turnsAwayEverybodyElse(String client) {
    assertThat(ClientFilter.privateClients().admits(ip(client))).isFalse();
  }

  @Test
  void takesAMappedClientForTheIpv4ClientItIs() {
    assertThat(ClientFilter.privateClients().admits(mapped("10.0.0.1"))).isTrue();
    assertThat(ClientFilter.privateClients().admits(mapped("8.8.8.8"))).isFalse();
  }

  @Test
  void doesNotCareAboutTheScopeOfALinkLocalClient() {
    assertThat(ClientFilter.privateClients().admits(scoped("fe80::1"))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "8.8.8.8", "::1", "2606:4700::1"})
  void admitsAnyoneWhenToldTo(String client) {
    assertThat(ClientFilter.anyone().admits(ip(client))).isTrue();
  }

  @Test
  void admitsOnlyTheBlocksItIsGiven() {
    ClientFilter filter = new ClientFilter(List.of(Cidr.parse("192.0.2.0/24")));
    assertThat(filter.admits(ip("192.0.2.255"))).isTrue();
    assertThat(filter.admits(ip("192.0.3.0"))).isFalse();
    assertThat(filter.admits(ip("127.0.0.1"))).isFalse();
  }

  @Test
  void admitsNobodyWhenTheListIsEmpty() {
    assertThat(new ClientFilter(List.of()).admits(ip("127.0.0.1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1"})
  void servesEverybodyOnALoopbackListenerByDefault(String bound) {
    assertThat(ClientFilter.byDefault(ip(bound))).isEqualTo(ClientFilter.anyone());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "192.0.2.1", "fe80::1", "2001:db8::1"})
  void servesPrivateClientsOnAnyOtherListenerByDefault(String bound) {
    assertThat(ClientFilter.byDefault(ip(bound))).isEqualTo(ClientFilter.privateClients());
  }
}
