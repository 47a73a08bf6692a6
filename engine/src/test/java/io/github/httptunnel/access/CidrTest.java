package io.github.httptunnel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0",
    "10.0.0.0/8, 10.255.255.255",
    "172.16.0.0/12, 172.31.255.255",
    "192.0.2.0/31, 192.0.2.1",
    "192.0.2.1/32, 192.0.2.1",
    "192.0.2.1, 192.0.2.1",
    "0.0.0.0/0, 255.255.255.255",
    "0.0.0.0/1, 127.255.255.255",
    "2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
    "fc00::/7, fdff::1",
    "::1, ::1",
    "::/0, ffff::"
  })
  void holdsWhatLiesInside(String block, String address) {
    assertThat(Cidr.parse(block).contains(InetAddress.ofLiteral(address))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 9.255.255.255",
    "10.0.0.0/8, 11.0.0.0",
    "172.16.0.0/12, 172.15.255.255",
    "172.16.0.0/12, 172.32.0.0",
    "192.0.2.0/31, 192.0.2.2",
    "192.0.2.1/32, 192.0.2.0",
    "0.0.0.0/1, 128.0.0.0",
    "2001:db8::/32, 2001:db7:ffff::",
    "2001:db8::/32, 2001:db9::",
    "fc00::/7, fbff::1",
    "fc00::/7, fe00::1",
    "::1, ::2",
    "0.0.0.0/0, ::",
    "::/0, 0.0.0.0"
  })
  void doesNotHoldWhatLiesOutside(String block, String address) {
    assertThat(Cidr.parse(block).contains(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "any",
        "localhost",
        "localhost/8",
        "10/8",
        "10.0.0/24",
        "010.0.0.0/8",
        "0x0a.0.0.0/8",
        "10.0.0.0.0/8",
        "10.0.0.256/8",
        "[::1]/128",
        "fe80::1%eth0",
        "fe80::%1/64",
        "::ffff:10.0.0.0/8",
        "::ffff:0:0/96",
        "1::2::3/64"
      })
  void refusesWhatIsNoAddressBlock(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parse(text))
        .withMessageStartingWith(text + ": not an address block (expected: 192.0.2.0/24");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "33", "-1", "+8", "08", "8 ", " 8", "0x8", "99999999999", "8/8", "\u0668"})
  void refusesWhatIsNoIpv4PrefixLength(String length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parse("10.0.0.0/" + length))
        .withMessageEndingWith("is not a prefix length (expected: 0 to 32)");
  }

  @Test
  void refusesAnIpv6PrefixLengthAboveTheRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parse("fd00::/129"))
        .withMessage("fd00::/129: '129' is not a prefix length (expected: 0 to 128)");
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3/8, 10.0.0.0/8",
    "10.0.0.1/31, 10.0.0.0/31",
    "2001:db8::1/32, 2001:db8::/32",
    "::1/0, ::/0"
  })
  void refusesBitsBehindThePrefixAndSaysWhatWasMeant(String text, String meant) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cidr.parse(text))
        .withMessage(text + ": bits are set behind the prefix (expected: " + meant + ")");
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1, 192.0.2.1/32", "2001:DB8:0:0::/32, 2001:db8::/32", "::1, ::1/128"})
  void printsTheShortestSpelling(String text, String canonical) {
    assertThat(Cidr.parse(text)).hasToString(canonical);
  }

  @Test
  void equalsTheSameBlockInAnotherSpelling() {
    assertThat(Cidr.parse("FD00:0::/8"))
        .isEqualTo(Cidr.parse("fd00::/8"))
        .hasSameHashCodeAs(Cidr.parse("fd00::/8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/9", "11.0.0.0/8", "::/8"})
  void differsFromAnotherBlock(String other) {
    assertThat(Cidr.parse("10.0.0.0/8")).isNotEqualTo(Cidr.parse(other));
  }
}
