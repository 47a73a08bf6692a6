package io.github.httptunnel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Target;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          example.org               | example.org:443       | YES
          example.org               | example.org:1         | YES
          example.org               | www.example.org:443   | NO
          example.org               | notexample.org:443    | NO
          example.org:443           | example.org:443       | YES
          example.org:443           | example.org:444       | NO
          example.org:*             | example.org:65535     | YES
          example.org:443,8443      | example.org:8443      | YES
          example.org:443,8443      | example.org:8444      | NO
          example.org:8000-8099     | example.org:8000      | YES
          example.org:8000-8099     | example.org:8099      | YES
          example.org:8000-8099     | example.org:7999      | NO
          example.org:8000-8099     | example.org:8100      | NO
          EXAMPLE.Org.              | example.org:443       | YES
          *.example.org             | www.example.org:443   | YES
          *.example.org             | a.b.example.org:443   | YES
          *.example.org             | example.org:443       | NO
          *.example.org             | notexample.org:443    | NO
          *.example.org             | example.org.evil.test:443 | NO
          *.example.org:443         | www.example.org:80    | NO
          *                         | 192.0.2.1:1           | YES
          *:443                     | example.org:443       | YES
          *:443                     | example.org:80        | NO
          bücher.example            | xn--bcher-kva.example:443 | YES
          *.BÜCHER.example          | www.xn--bcher-kva.example:443 | YES
          192.0.2.1                 | 192.0.2.1:443         | YES
          192.0.2.1                 | 192.0.2.2:443         | NO
          192.0.2.0/24:*            | 192.0.2.255:22        | YES
          192.0.2.0/24              | 192.0.3.0:22          | NO
          192.0.2.0/24:443          | 192.0.2.1:80          | NO
          [2001:db8::1]             | [2001:db8:0::1]:443   | YES
          [2001:db8::1]:443         | [2001:db8::1]:80      | NO
          2001:db8::/32             | [2001:db8:ffff::1]:1  | YES
          2001:db8::/32:443         | [2001:db8::1]:443     | YES
          2001:db8::/32:443         | [2001:db8::1]:80      | NO
          [2001:db8::/32]:443       | [2001:db8::1]:443     | YES
          192.0.2.0/24              | [2001:db8::1]:1       | NO
          192.0.2.0/24              | example.org:443       | BY_ADDRESS
          192.0.2.0/24:80           | example.org:443       | NO
          ~ads[0-9]+\\.example\\.org | ads12.example.org:443 | YES
          ~ads[0-9]+\\.example\\.org | ADS12.example.org:443 | YES
          ~ADS.*                    | ads12.example.org:443 | YES
          ~ads[0-9]+\\.example\\.org | bads1.example.org:443 | NO
          ~ads[0-9]+\\.example\\.org | ads1.example.org.evil:443 | NO
          ~ads.*:443                | ads.example:443       | YES
          ~ads.*:443                | ads.example:80        | NO
          '~(?:ads|track)\\..*'     | track.example:1       | YES
          """)
  void matches(String pattern, String target, Fit fit) {
    assertThat(fit(pattern, target)).isEqualTo(fit);
  }

  @Test
  void matchesAnAddressToWhichANameLeads() {
    TargetPattern pattern = TargetPattern.parse("192.0.2.0/24:443");
    Target target = Requests.remote("example.org:443").target();
    assertThat(pattern.fit(target, ip("192.0.2.7"))).isEqualTo(Fit.YES);
    assertThat(pattern.fit(target, ip("198.51.100.7"))).isEqualTo(Fit.NO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://example.org/   | is a URL (write its host, and a port if only one is meant: example.org:443)
          example.org/path       | has a path (rules know hosts and ports: inside a tunnel nobody sees paths)
          .example.org           | begins with a dot (write *.example.org for what is below a name, example.org for the name itself)
          *example.org           | has a star in a place where none may be
          www.*.org              | has a star in a place where none may be
          *.*.org                | has a star in a place where none may be
          example.*              | has a star in a place where none may be
          *.192.0.2.1            | has an address behind its star (write a block: 192.0.2.0/24)
          2130706433             | is no target: an IPv4 address must be four decimal numbers
          0x7f.1                 | is no target: an IPv4 address must be four decimal numbers
          0177.0.0.1             | is no target: an IPv4 address must be four decimal numbers
          example..org           | is no target: the host is neither a DNS name nor an IP address
          user@example.org       | is no target: the host is neither a DNS name nor an IP address
          2001:db8::1            | holds several colons (an IPv6 address stands in brackets: [2001:db8::1]:443)
          [2001:db8::1           | has a bracket too many or too few
          [2001:db8::1]443       | has a bracket too many or too few
          example.org:           | has no ports behind its colon
          example.org:https      | has no ports behind its colon
          example.org:0          | has a port that is not from 1 to 65535
          example.org:65536      | has a port that is not from 1 to 65535
          example.org:99999999999 | has a port that is not from 1 to 65535
          example.org:90-80      | has ports that end before they begin
          192.0.2.1/24           | is no address block
          192.0.2.0/33           | is no address block
          ::ffff:192.0.2.0/120   | is no address block
          ~                      | has no expression behind ~ (write * for any host)
          ~(                     | is no RE2 expression behind ~
          straße.example         | is no target: the name cannot be converted for certain
          ''                     | is no target: the host is empty
          """)
  void saysWhatIsWrongAndHowToWriteIt(String pattern, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TargetPattern.parse(pattern))
        .withMessageStartingWith(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *                   | example.org:443       | true
          *.example.org       | www.example.org       | true
          *.example.org       | *.www.example.org:443 | true
          *.example.org       | example.org           | false
          example.org         | example.org:443       | true
          example.org:443     | example.org           | false
          example.org:80-90   | example.org:80,85     | true
          192.0.2.0/24        | 192.0.2.1             | true
          192.0.2.1           | 192.0.2.0/24          | false
          192.0.2.0/24        | example.org           | false
          ~ads.*              | ~ads.*                | true
          ~.*                 | example.org           | false
          """)
  void knowsWhichPatternsItCovers(String pattern, String other, boolean covered) {
    assertThat(TargetPattern.parse(pattern).covers(TargetPattern.parse(other))).isEqualTo(covered);
  }

  private static Fit fit(String pattern, String text) {
    Target target = Requests.remote(text).target();
    @Nullable InetAddress address =
        target.host() instanceof Host.Address(InetAddress literal) ? literal : null;
    return TargetPattern.parse(pattern).fit(target, address);
  }

  private static InetAddress ip(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
