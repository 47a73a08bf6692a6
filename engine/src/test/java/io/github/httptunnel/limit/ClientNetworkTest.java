package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.local.LocalAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8::1, 2001:db8::2",
    "2001:db8:0:1::, 2001:db8:0:1:ffff:ffff:ffff:ffff",
    "::1, ::2",
    "::fffe:192.0.2.1, ::fffe:192.0.2.2"
  })
  void takesThemForOne(String one, String other) {
    assertThat(network(one)).isEqualTo(network(other));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.2",
    "2001:db8:0:1::1, 2001:db8:0:2::1",
    "2001:db8:0:1:ffff:ffff:ffff:ffff, 2001:db8:0:2::",
    "::1, 0.0.0.1",
    "::, 0.0.0.0"
  })
  void tellsThemApart(String one, String other) {
    assertThat(network(one)).isNotEqualTo(network(other));
  }

  @Test
  void takesAMappedAddressForTheIpv4AddressInIt() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xFF;
    mapped[11] = (byte) 0xFF;
    System.arraycopy(InetAddress.ofLiteral("192.0.2.1").getAddress(), 0, mapped, 12, 4);
    InetAddress address = Inet6Address.getByAddress(null, mapped, 0);
    assertThat(address).isInstanceOf(Inet6Address.class);
    assertThat(ClientNetwork.of(new InetSocketAddress(address, 1))).isEqualTo(network("192.0.2.1"));
  }

  @Test
  void doesNotLookAtThePort() {
    InetAddress address = InetAddress.ofLiteral("192.0.2.1");
    assertThat(ClientNetwork.of(new InetSocketAddress(address, 1)))
        .isEqualTo(ClientNetwork.of(new InetSocketAddress(address, 2)));
  }

  @Test
  void takesOtherAddressesAsTheyAre() {
    assertThat(ClientNetwork.of(new LocalAddress("a")))
        .isEqualTo(ClientNetwork.of(new LocalAddress("a")))
        .isNotEqualTo(ClientNetwork.of(new LocalAddress("b")));
    assertThat(ClientNetwork.of(InetSocketAddress.createUnresolved("a.invalid", 1)))
        .isNotEqualTo(ClientNetwork.of(InetSocketAddress.createUnresolved("b.invalid", 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.255.9, 192.1.2.1",
    "2001:db8:1:2::1, 2001:db8:ffff::1, 2001:db9:1:2::1"
  })
  void sharesTheBytesOfAWiderNetworkWithItsNeighboursOnly(String one, String near, String far) {
    assertThat(network(one).wider())
        .isEqualTo(network(near).wider())
        .isNotEqualTo(network(far).wider());
    assertThat(network(one).bytes()).isNotEqualTo(network(near).bytes());
  }

  @Test
  void showsNeitherAddressNorUser() {
    Party party = Party.of(Clients.client("192.0.2.1", "main", "ann"), Set.of("main"));
    assertThat(party).hasToString("Party[listener=main]");
    assertThat(party.client()).hasToString("ClientNetwork[]");
  }

  private static ClientNetwork network(String address) {
    return ClientNetwork.of(new InetSocketAddress(InetAddress.ofLiteral(address), 1));
  }
}
