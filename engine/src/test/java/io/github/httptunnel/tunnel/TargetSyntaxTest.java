package io.github.httptunnel.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The authority as a whole, and its port. The host has a test of its own. */
class TargetSyntaxTest {

  @ParameterizedTest
  @CsvSource({
    "public.example:443, public.example:443",
    "PUBLIC.Example:443, public.example:443",
    "public.example.:443, public.example:443",
    "localhost:3000, localhost:3000",
    "127.0.0.1:80, 127.0.0.1:80",
    "[::1]:443, [::1]:443",
    "[2001:DB8:0:0:0:0:0:1]:443, [2001:db8::1]:443",
    "[::ffff:127.0.0.1]:443, 127.0.0.1:443",
    "[::ffff:a9fe:a9fe]:443, 169.254.169.254:443",
  })
  void readsAndNormalisesATarget(String text, String authority) {
    assertThat(TargetSyntax.parse(text))
        .isInstanceOfSatisfying(
            TargetSyntax.Valid.class,
            valid -> assertThat(valid.target().authority()).isEqualTo(authority));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 10, 443, 9_999, 10_000, 65_534, 65_535})
  void acceptsAPortWithinTheRange(int port) {
    assertThat(TargetSyntax.parse("public.example:" + port))
        .isInstanceOfSatisfying(
            TargetSyntax.Valid.class, valid -> assertThat(valid.target().port()).isEqualTo(port));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "00",
        "65536",
        "65540",
        "70000",
        "99999",
        "100000",
        "4294967739",
        "99999999999999999999",
        "0443",
        "00443",
        "-1",
        "-443",
        "+443",
        "4 43",
        " 443",
        "443 ",
        "443\t",
        "443\r",
        "443\n",
        "443\u0000",
        "0x1bb",
        "443a",
        "a443",
        "4,43",
        "4_43",
        "443.0",
        "1e3",
        "https",
        "443/",
        "443/path",
        "443?q",
        "443#f",
        "443;",
        "443%20",
        "%34%34%33",
        "\u0664\u0664\u0663",
        "\uff14\uff14\uff13"
      })
  void refusesAPortThatIsNoPlainNumberInRange(String port) {
    assertThat(TargetSyntax.parse("public.example:" + port))
        .isEqualTo(new TargetSyntax.Invalid("the port is not a number from 1 to 65535"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "/", "public.example", "192.0.2.1", "[::1]", "[2001:db8::1]"})
  void refusesATargetWithoutAPort(String text) {
    assertThat(TargetSyntax.parse(text))
        .isEqualTo(new TargetSyntax.Invalid("the port is missing (expected: host:port)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"public.example:", "[::1]:", "192.0.2.1:", ":"})
  void refusesAnEmptyPort(String text) {
    assertThat(TargetSyntax.parse(text)).isInstanceOf(TargetSyntax.Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":443",
        "http://public.example:443",
        "https://public.example:443",
        "//public.example:443",
        "/public.example:443",
        "public.example/:443",
        "user@public.example:443",
        "user:pass@public.example:443",
        "public.example:443@other.example:80",
        "public.example:80:443",
        "public.example::443",
        "::1:443",
        "2001:db8::1:443",
        "[::1",
        "[::1:443",
        "::1]:443",
        "[::1]]:443",
        "[[::1]]:443",
        "[::1]443",
        "[::1]x:443",
        "x[::1]:443",
        "[]:443",
        "[:443",
        "]:443",
        "[::1]:80:443",
        "[public.example]:443"
      })
  void refusesWhatIsNoAuthorityForm(String text) {
    assertThat(TargetSyntax.parse(text)).isInstanceOf(TargetSyntax.Invalid.class);
  }

  @Test
  void neverRepeatsTheInputInAProblem() {
    assertThat(TargetSyntax.parse("canary canary:443").toString()).doesNotContain("canary");
  }

  @Test
  void readsAVeryLongTargetInNoTime() {
    assertThat(TargetSyntax.parse("a.".repeat(50_000) + ":443"))
        .isInstanceOf(TargetSyntax.Invalid.class);
  }
}
