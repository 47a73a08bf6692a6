package io.github.httptunnel.access;

import static io.github.httptunnel.access.Addresses.ip;
import static io.github.httptunnel.access.Addresses.mapped;
import static io.github.httptunnel.access.Addresses.scoped;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAddressesTest {

  private static final int PORT = 8_080;

  private final OwnAddresses own =
      new OwnAddresses(
          new LocalAddresses(
              () -> Set.of(ip("192.0.2.7"), scoped("fe80::7")), Runnable::run, () -> 0));

  @Test
  void coversNothingBeforeAListenerIsBound() {
    assertThat(own.covers(ip("127.0.0.1"), PORT)).isFalse();
  }

  @Test
  void coversTheAddressAndPortOfAListener() {
    bind("192.0.2.7");
    assertThat(own.covers(ip("192.0.2.7"), PORT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {PORT - 1, PORT + 1, 443})
  void doesNotCoverAnotherPort(int port) {
    bind("192.0.2.7");
    assertThat(own.covers(ip("192.0.2.7"), port)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.6", "127.0.0.1", "::1"})
  void doesNotCoverAnotherAddress(String address) {
    bind("192.0.2.7");
    assertThat(own.covers(ip(address), PORT)).isFalse();
  }

  @Test
  void coversAMappedAddressAsIpv4() {
    bind("127.0.0.1");
    assertThat(own.covers(mapped("127.0.0.1"), PORT)).isTrue();
  }

  @Test
  void coversAnIpv4AddressOfAListenerThatSaysItIsMapped() {
    own.add(new InetSocketAddress(mapped("127.0.0.1"), PORT));
    assertThat(own.covers(ip("127.0.0.1"), PORT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void coversTheUnspecifiedAddressWhichLeadsToThisMachine(String address) {
    bind("127.0.0.1");
    assertThat(own.covers(ip(address), PORT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void coversEveryAddressOfThisMachineForAWildcardListener(String wildcard) {
    bind(wildcard);
    assertThat(own.covers(ip("127.0.0.1"), PORT)).isTrue();
    assertThat(own.covers(ip("127.200.1.2"), PORT)).isTrue();
    assertThat(own.covers(ip("::1"), PORT)).isTrue();
    assertThat(own.covers(ip("192.0.2.7"), PORT)).isTrue();
    assertThat(own.covers(mapped("192.0.2.7"), PORT)).isTrue();
    assertThat(own.covers(ip("fe80::7"), PORT)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.8", "2001:db8::1"})
  void doesNotCoverAnotherMachineForAWildcardListener(String address) {
    bind("0.0.0.0");
    assertThat(own.covers(ip(address), PORT)).isFalse();
  }

  @Test
  void forgetsAListenerThatIsClosed() {
    bind("127.0.0.1");
    own.remove(new InetSocketAddress(ip("127.0.0.1"), PORT));
    assertThat(own.covers(ip("127.0.0.1"), PORT)).isFalse();
  }

  @Test
  void findsEveryInterfaceOfThisMachine() throws SocketException {
    OwnAddresses real = new OwnAddresses();
    real.add(new InetSocketAddress(ip("0.0.0.0"), PORT));
    assertThat(NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses))
        .isNotEmpty()
        .allMatch((InetAddress address) -> real.covers(address, PORT));
  }

  private void bind(String address) {
    own.add(new InetSocketAddress(ip(address), PORT));
  }
}
