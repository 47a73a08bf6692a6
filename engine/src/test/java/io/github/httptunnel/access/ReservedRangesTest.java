package io.github.httptunnel.access;

import static io.github.httptunnel.access.Addresses.ip;
import static io.github.httptunnel.access.Addresses.mapped;
import static io.github.httptunnel.access.Addresses.scoped;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedRangesTest {

  @ParameterizedTest
  @CsvSource({
    "0.0.0.1, THIS_NETWORK",
    "0.255.255.255, THIS_NETWORK",
    "10.0.0.0, PRIVATE",
    "10.255.255.255, PRIVATE",
    "100.64.0.0, SHARED",
    "100.127.255.255, SHARED",
    "127.0.0.0, LOOPBACK",
    "127.255.255.255, LOOPBACK",
    "169.254.0.0, LINK_LOCAL",
    "169.254.255.255, LINK_LOCAL",
    "172.16.0.0, PRIVATE",
    "172.31.255.255, PRIVATE",
    "192.0.0.0, PROTOCOL",
    "192.0.0.255, PROTOCOL",
    "192.0.2.0, DOCUMENTATION",
    "192.0.2.255, DOCUMENTATION",
    "192.88.99.0, TRANSITION",
    "192.88.99.255, TRANSITION",
    "192.168.0.0, PRIVATE",
    "192.168.255.255, PRIVATE",
    "198.18.0.0, BENCHMARKING",
    "198.19.255.255, BENCHMARKING",
    "198.51.100.0, DOCUMENTATION",
    "198.51.100.255, DOCUMENTATION",
    "203.0.113.0, DOCUMENTATION",
    "203.0.113.255, DOCUMENTATION",
    "224.0.0.0, MULTICAST",
    "239.255.255.255, MULTICAST",
    "240.0.0.0, FUTURE",
    "255.255.255.254, FUTURE",
    "255.255.255.255, BROADCAST",
    "0.0.0.0, UNSPECIFIED"
  })
  void knowsBothEndsOfEveryIpv4Block(String address, AddressKind kind) {
    assertThat(ReservedRanges.kindOf(ip(address))).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.0.0.0",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "191.255.255.255",
        "192.0.1.0",
        "192.0.1.255",
        "192.0.3.0",
        "192.88.98.255",
        "192.88.100.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "198.51.99.255",
        "198.51.101.0",
        "203.0.112.255",
        "203.0.114.0",
        "223.255.255.255",
        "168.63.129.15",
        "168.63.129.17"
      })
  void leavesTheNeighboursOfEveryIpv4BlockPublic(String address) {
    assertThat(ReservedRanges.kindOf(ip(address))).isEqualTo(AddressKind.PUBLIC);
  }

  @ParameterizedTest
  @CsvSource({
    "::, UNSPECIFIED",
    "::1, LOOPBACK",
    "::2, TRANSITION",
    "64:ff9b:1::1, LOCAL_TRANSLATION",
    "64:ff9b:1:ffff:ffff:ffff:ffff:fffe, LOCAL_TRANSLATION",
    "100::, DISCARD",
    "100::ffff:ffff:ffff:ffff, DISCARD",
    "100:0:0:1::, DISCARD",
    "100:0:0:1:ffff:ffff:ffff:ffff, DISCARD",
    "2001::1, TRANSITION",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2, TRANSITION",
    "2001:1::1, PROTOCOL",
    "2001:2::, BENCHMARKING",
    "2001:2:0:ffff:ffff:ffff:ffff:ffff, BENCHMARKING",
    "2001:2:1::, PROTOCOL",
    "2001:20::1, PROTOCOL",
    "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, PROTOCOL",
    "2001:db8::, DOCUMENTATION",
    "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, DOCUMENTATION",
    "2002:1::, TRANSITION",
    "2002:808:808::1, TRANSITION",
    "3fff::, DOCUMENTATION",
    "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, DOCUMENTATION",
    "5f00::, SEGMENT_ROUTING",
    "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff, SEGMENT_ROUTING",
    "fc00::, PRIVATE",
    "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, PRIVATE",
    "fe80::, LINK_LOCAL",
    "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, LINK_LOCAL",
    "fec0::, SITE_LOCAL",
    "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, SITE_LOCAL",
    "ff00::, MULTICAST",
    "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, MULTICAST"
  })
  void knowsBothEndsOfEveryIpv6Block(String address, AddressKind kind) {
    assertThat(ReservedRanges.kindOf(ip(address))).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::1:0:0",
        "::fffe:8.8.8.8",
        "::fffe:0:7f00:1",
        "64:ff9a::7f00:1",
        "64:ff9b:0:0:0:1:7f00:1",
        "64:ff9b:2::1",
        "64:ff9c::1",
        "ff:ffff::1",
        "100:0:0:2::",
        "2000:ffff::1",
        "2001:200::",
        "2001:db7:ffff::1",
        "2001:db9::",
        "2001:ffff::1",
        "2003::1",
        "2606:4700:4700::1111",
        "2620:4f:8000::1",
        "3ffe:ffff::1",
        "3fff:1000::1",
        "5eff:ffff::1",
        "5f01::1",
        "fbff:ffff::1",
        "fe00::1",
        "fe7f:ffff::1"
      })
  void leavesTheNeighboursOfEveryIpv6BlockPublic(String address) {
    assertThat(ReservedRanges.kindOf(ip(address))).isEqualTo(AddressKind.PUBLIC);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.170.2",
        "169.254.170.23",
        "169.254.42.42",
        "169.254.0.23",
        "100.100.100.200",
        "192.0.0.192",
        "168.63.129.16",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "fd20:ce::254",
        "fd00:c1::a9fe:a9fe",
        "fd00:42::42",
        "fd00:a9fe:a9fe::1",
        "fe80::a9fe:a9fe"
      })
  void namesTheMetadataServicesOfClouds(String address) {
    assertThat(ReservedRanges.kindOf(ip(address))).isEqualTo(AddressKind.METADATA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::ffff:a9fe:a9fe",
        "::169.254.169.254",
        "::ffff:0:169.254.169.254",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::169.254.169.254",
        "2002:a9fe:a9fe::1",
        "2001::5601:5601",
        "2001:0:4136:e378:8000:63bf:5601:5601",
        "fe80::5efe:169.254.169.254",
        "fe80::200:5efe:169.254.169.254",
        "2606:4700::5efe:169.254.169.254"
      })
  void findsTheMetadataServiceInEveryFormThatHoldsIpv4(String address) {
    assertThat(ReservedRanges.kindOf(ip(address))).isEqualTo(AddressKind.METADATA);
  }

  @ParameterizedTest
  @CsvSource({
    "64:ff9b::7f00:1, LOOPBACK",
    "64:ff9b::10.0.0.1, PRIVATE",
    "64:ff9b::0.0.0.0, UNSPECIFIED",
    "64:ff9b::224.0.0.1, MULTICAST",
    "64:ff9b::8.8.8.8, PUBLIC",
    "2606:4700::5efe:10.0.0.1, PRIVATE",
    "2606:4700::200:5efe:10.0.0.1, PRIVATE",
    "2606:4700::5efe:8.8.8.8, PUBLIC",
    "2606:4700::400:5efe:10.0.0.1, PUBLIC",
    "fe80::5efe:127.0.0.1, LINK_LOCAL",
    "fe80::5efe:8.8.8.8, LINK_LOCAL",
    "::127.0.0.1, TRANSITION",
    "::ffff:0:127.0.0.1, TRANSITION",
    "::ffff:0:8.8.8.8, TRANSITION",
    "2002:7f00:1::, TRANSITION",
    "2002:e000:1::, MULTICAST"
  })
  void takesTheWorseOfTheOuterAndTheInnerAddress(String address, AddressKind kind) {
    assertThat(ReservedRanges.kindOf(ip(address))).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, LOOPBACK", "8.8.8.8, PUBLIC", "169.254.169.254, METADATA"})
  void judgesAMappedAddressAsTheIpv4AddressItIs(String ipv4, AddressKind kind) {
    assertThat(ReservedRanges.kindOf(mapped(ipv4))).isEqualTo(kind);
  }

  @Test
  void doesNotCareAboutTheScope() {
    assertThat(ReservedRanges.kindOf(scoped("fe80::1"))).isEqualTo(AddressKind.LINK_LOCAL);
  }

  @ParameterizedTest
  @EnumSource(names = {"METADATA", "UNSPECIFIED", "MULTICAST", "BROADCAST"})
  void neverDialsMetadataNorWhatNoConnectionLeadsTo(AddressKind kind) {
    assertThat(kind.isNeverATarget()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"METADATA", "UNSPECIFIED", "MULTICAST", "BROADCAST"})
  void leavesEveryOtherKindToTheOperator(AddressKind kind) {
    assertThat(kind.isNeverATarget()).isFalse();
  }

  @Test
  void namesAKindInLowerCase() {
    assertThat(AddressKind.LINK_LOCAL.code()).isEqualTo("link_local");
  }
}
