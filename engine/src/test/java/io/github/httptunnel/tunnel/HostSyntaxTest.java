package io.github.httptunnel.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import java.net.Inet4Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostSyntaxTest {

  private static final String LABEL_63 = "a".repeat(63);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "localhost",
        "public.example",
        "xn--bcher-kva.example",
        "a-b.example",
        "a--b.example",
        "1.example",
        "1e100.net",
        "0x7f.example",
        "127.0.0.1.example",
        "_dmarc.example",
        "under_score.example",
        "trailing_.example",
        "example.c0m",
        "example.0x7g"
      })
  void acceptsANameAsItIs(String name) {
    assertThat(TargetSyntax.host(name)).isEqualTo(new HostSyntax.Valid(new Host.Name(name)));
  }

  @ParameterizedTest
  @CsvSource({"LOCALHOST, localhost", "localhost., localhost", "Public.EXAMPLE., public.example"})
  void writesANameInLowerCaseWithoutItsFinalDot(String text, String name) {
    assertThat(TargetSyntax.host(text)).isEqualTo(new HostSyntax.Valid(new Host.Name(name)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 62, 63})
  void acceptsALabelOfUpTo63Characters(int length) {
    assertThat(TargetSyntax.host("a".repeat(length) + ".example"))
        .isInstanceOf(HostSyntax.Valid.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 200})
  void refusesALabelOfMoreThan63Characters(int length) {
    assertInvalid("a".repeat(length) + ".example");
  }

  @Test
  void refusesALastLabelOf64Characters() {
    assertInvalid("example." + "a".repeat(64));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 61})
  void acceptsANameOfUpTo253Characters(int last) {
    assertThat(TargetSyntax.host(name(last))).isInstanceOf(HostSyntax.Valid.class);
  }

  @Test
  void doesNotCountTheFinalDot() {
    assertThat(TargetSyntax.host(name(61) + ".")).isInstanceOf(HostSyntax.Valid.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {62, 63})
  void refusesANameOfMoreThan253Characters(int last) {
    assertInvalid(name(last));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        ".example",
        "a..b",
        "example..",
        "-a.example",
        "a-.example",
        "a.-b",
        "a.b-",
        "-",
        "*",
        "*.example",
        "a b",
        " a",
        "a ",
        "a\tb",
        "a\u0000b",
        "127.0.0.1\u0000.public.example",
        "a\u007fb",
        "a\u001b]0;title\u0007",
        "a\r\nX: y",
        "example\n",
        "ex\\ample.com",
        "a/b",
        "a?b",
        "a#b",
        "a@b",
        "a,b",
        "a;b",
        "a'b",
        "a\"b",
        "a<b",
        "a(b",
        "a!b",
        "a$b",
        "a&b",
        "a=b",
        "a+b",
        "a~b",
        "a|b",
        "a^b",
        "a`b",
        "a{b",
        "a%b",
        "%61.example",
        "127.0.0.1%00.example",
        "b\u00fccher.example",
        "b\u00c3\u00bccher.example",
        "127\u30020\u30020\u30021",
        "127\u00e3\u0080\u00820\u00e3\u0080\u00820\u00e3\u0080\u00821",
        "\u2460\u2461\u2466.0.0.1",
        "example\uff0ecom",
        "ex\u00adample.com",
        "ex\u200bample.com",
        "\u212a.example"
      })
  void refusesWhatIsNoName(String text) {
    assertInvalid(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.0.0.0", "1.2.3.4", "9.10.99.100", "199.200.249.250", "255.255.255.255"})
  void acceptsADottedQuad(String text) {
    assertThat(TargetSyntax.host(text))
        .isEqualTo(new HostSyntax.Valid(new Host.Address(Inet4Address.ofLiteral(text))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "1",
        "127.1",
        "127.0.1",
        "127.0.0.1.",
        "127.0.0.1..",
        "127..0.1",
        ".127.0.0.1",
        "127.0.0.1.2",
        "2130706433",
        "017700000001",
        "0x7f000001",
        "0X7F000001",
        "0x7f.1",
        "0x7f.0.0.1",
        "0x7f.0x0.0x0.0x1",
        "127.0.0.0x1",
        "0177.0.0.1",
        "0177.0.0.01",
        "127.0.0.01",
        "127.0.0.001",
        "010.0.0.1",
        "00.0.0.0",
        "1.2.3.256",
        "256.1.1.1",
        "1.2.3.260",
        "1.2.3.300",
        "1.2.3.1000",
        "4294967296",
        "0x",
        "1.0x",
        "example.1",
        "example.0x7f",
        "127.0.0.1,",
        "127.0.0.1 ",
        "\u0661\u0662\u0667.0.0.1",
        "127.0.0.\uff11"
      })
  void refusesOtherSpellingsOfAnIpv4Address(String text) {
    assertInvalid(text);
  }

  @ParameterizedTest
  @CsvSource({
    "[::], [::]",
    "[::1], [::1]",
    "[1::], [1::]",
    "[0001::0001], [1::1]",
    "[1:2:3:4:5:6:7:8], [1:2:3:4:5:6:7:8]",
    "[1:2:3:4:5:6:7::], [1:2:3:4:5:6:7:0]",
    "[::2:3:4:5:6:7:8], [0:2:3:4:5:6:7:8]",
    "[2001:DB8::ABCD], [2001:db8::abcd]",
    "[2001:0:0:1:0:0:0:1], [2001:0:0:1::1]",
    "[1:2:3:4:5:6:1.2.3.4], [1:2:3:4:5:6:102:304]",
    "[::127.0.0.1], [::7f00:1]",
    "[64:ff9b::192.0.2.33], [64:ff9b::c000:221]",
    "[::ffff:0:127.0.0.1], [::ffff:0:7f00:1]",
    "[ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255], [ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]",
  })
  void acceptsAnIpv6AddressAndWritesItsShortestForm(String text, String canonical) {
    assertThat(TargetSyntax.host(text))
        .isInstanceOfSatisfying(
            HostSyntax.Valid.class, valid -> assertThat(valid.host().text()).isEqualTo(canonical));
  }

  @ParameterizedTest
  @CsvSource({
    "[::ffff:1.2.3.4], 1.2.3.4",
    "[::FFFF:102:304], 1.2.3.4",
    "[0:0:0:0:0:ffff:7f00:1], 127.0.0.1"
  })
  void turnsAMappedAddressIntoTheIpv4AddressItIs(String text, String ipv4) {
    assertThat(TargetSyntax.host(text))
        .isEqualTo(new HostSyntax.Valid(new Host.Address(Inet4Address.ofLiteral(ipv4))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[",
        "]",
        "[:]",
        "[:::]",
        "[::::]",
        "[1]",
        "[:1]",
        "[1:]",
        "[1:2]",
        "[1:2:3:4:5:6:7]",
        "[1:2:3:4:5:6:7:8:9]",
        "[1:2:3:4:5:6:7:8::]",
        "[::1:2:3:4:5:6:7:8]",
        "[1:2:3:4::5:6:7:8]",
        "[1::2::3]",
        "[:::1]",
        "[1:::]",
        "[1::2:]",
        "[:1::2]",
        "[12345::]",
        "[00001::1]",
        "[::00001]",
        "[::g]",
        "[::-1]",
        "[::1 ]",
        "[ ::1]",
        "[::1\u0000]",
        "[::1]\n",
        "[::1/128]",
        "[::1%1]",
        "[::1%eth0]",
        "[::1%25eth0]",
        "[fe80::1%25]",
        "[127.0.0.1]",
        "[1.2.3.4::]",
        "[::1.2.3.4:5]",
        "[::1.2.3]",
        "[::ffff:1.2.3]",
        "[::ffff:11.22.33]",
        "[::ffff:1.2.3.4.5]",
        "[::ffff:1.2.3.4.]",
        "[::ffff:1.2.3.256]",
        "[::ffff:01.2.3.4]",
        "[::ffff:0177.0.0.1]",
        "[::ffff:127.1]",
        "[::ffff:0x7f.0.0.1]",
        "[1:2:3:4:5:6:7:1.2.3.4]",
        "[v1.fe80::1]",
        "::1",
        "2001:db8::1"
      })
  void refusesWhatIsNoIpv6AddressInBrackets(String text) {
    assertInvalid(text);
  }

  /** Three labels of 63 and one of this length: 192 characters more. */
  private static String name(int last) {
    return (LABEL_63 + ".").repeat(3) + "b".repeat(last);
  }

  private static void assertInvalid(String text) {
    assertThat(TargetSyntax.host(text)).isInstanceOf(HostSyntax.Invalid.class);
  }
}
