package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.http.Via;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestRulesTest {

  private static final RequestRules.Request TO_A =
      new RequestRules.Request.Connect(new Target(new Host.Name("a.example"), 443));

  @Test
  void leadsToItsTarget() {
    assertThat(judge("CONNECT a.example:443 HTTP/1.1", "Host: a.example:443")).isEqualTo(TO_A);
  }

  @Test
  void doesNotLookAtHostForTheTarget() {
    assertThat(judge("CONNECT a.example:443 HTTP/1.1", "Host: other.example")).isEqualTo(TO_A);
  }

  @Test
  void refusesHttp11WithoutHost() {
    assertThat(problem("CONNECT a.example:443 HTTP/1.1")).isEqualTo("it has no Host field");
  }

  @Test
  void refusesLaterMinorVersionsWithoutHost() {
    assertThat(problem("CONNECT a.example:443 HTTP/1.2")).isEqualTo("it has no Host field");
  }

  @Test
  void takesHttp10WithoutHost() {
    assertThat(judge("CONNECT a.example:443 HTTP/1.0")).isEqualTo(TO_A);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.0", "HTTP/1.1"})
  void refusesTwoHosts(String version) {
    assertThat(problem("CONNECT a.example:443 " + version, "Host: a", "host: a"))
        .isEqualTo("it has more than one Host field");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "a/b", "u@a", "a\"", "a?b", "a#b", "a\\b", "caf\u00e9", "{a}"})
  void refusesAHostThatIsNone(String host) {
    assertThat(problem("CONNECT a.example:443 HTTP/1.1", "Host: " + host))
        .isEqualTo("its Host field is not a host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a:1", "[::1]:1", "xn--caf-dma.example", "A_b~c!$&'()*+,;=%20"})
  void takesAHostThatMayBeOne(String host) {
    assertThat(judge("CONNECT a.example:443 HTTP/1.1", "Host: " + host)).isEqualTo(TO_A);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "get", "PROPFIND"})
  void forwardsAnyMethod(String method) {
    PlainRequest request = plain(method + " http://a.example:8080/p?q HTTP/1.1", "Host: other");

    assertThat(request.form())
        .isEqualTo(
            new AbsoluteForm(
                new Target(new Host.Name("a.example"), 8080), "a.example:8080", "/p?q"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "TRACE", "connect"})
  void tellsAClientThatTakesItForAWebServer(String method) {
    assertThat(refusal(method + " / HTTP/1.1", "Host: a").code())
        .isEqualTo("malformed_origin_form");
  }

  @ParameterizedTest
  @ValueSource(strings = {"connect", "Connect", "CONNECTX", "GET"})
  void takesAnAuthorityForATunnelOnly(String method) {
    assertThat(refusal(method + " a.example:443 HTTP/1.1", "Host: a").code())
        .isEqualTo("malformed_target");
  }

  @Test
  void doesNotForwardTrace() {
    assertThat(refusal("TRACE http://a.example/ HTTP/1.1", "Host: a").code())
        .isEqualTo("unsupported_method");
  }

  @Test
  void refusesWhatHasBeenHereBefore() {
    assertThat(refusal("GET http://a.example/ HTTP/1.1", "Host: a", "Via: 1.1 x, 1.0 HERE").code())
        .isEqualTo("loop");
  }

  @Test
  void forwardsWhatHasBeenElsewhere() {
    assertThat(plain("GET http://a.example/ HTTP/1.1", "Host: a", "Via: 1.1 there").hasContent())
        .isFalse();
  }

  @Test
  void findsNoLoopsWithoutAMarkOfItsOwn() {
    RequestHead head = Heads.head("GET http://a/ HTTP/1.1\r\nHost: a\r\nVia: 1.1 here\r\n\r\n");

    assertThat(RequestRules.judge(head, null)).isInstanceOf(RequestRules.Request.Plain.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: x", "Content-Length: 1, 1", "Content-Length: -1"})
  void refusesContentWhoseEndCannotBeTold(String field) {
    assertThat(refusal("POST http://a.example/ HTTP/1.1", "Host: a", field).code())
        .isEqualTo("malformed_framing");
  }

  @Test
  void refusesATransferCodingThatItDoesNotKnow() {
    assertThat(
            refusal("POST http://a/ HTTP/1.1", "Host: a", "Transfer-Encoding: gzip, chunked")
                .code())
        .isEqualTo("unsupported_transfer_coding");
  }

  @Test
  void answersItselfAsTheLastHop() {
    assertThat(refusal("OPTIONS http://a/ HTTP/1.1", "Host: a", "Max-Forwards: 0").code())
        .isEqualTo("last_hop");
  }

  @Test
  void refusesANumberOfHopsThatIsNone() {
    assertThat(problem("OPTIONS http://a/ HTTP/1.1", "Host: a", "Max-Forwards: x"))
        .isEqualTo("its Max-Forwards field is not a number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5",
        "content-length: 05",
        "Content-Length: -1",
        "Content-Length: 0, 0",
        "Transfer-Encoding: chunked",
        "transfer-encoding: identity"
      })
  void refusesContent(String field) {
    assertThat(problem("CONNECT a.example:443 HTTP/1.1", "Host: a", field))
        .isEqualTo("a CONNECT has no content, and it announces some");
  }

  @Test
  void takesAnAnnouncementOfNoContent() {
    assertThat(judge("CONNECT a.example:443 HTTP/1.1", "Host: a", "Content-Length: 0"))
        .isEqualTo(TO_A);
  }

  @Test
  void takesContentOfOtherRequests() {
    assertThat(plain("POST http://a/ HTTP/1.1", "Host: a", "Content-Length: 5").framing())
        .isEqualTo(new Framing.Length(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example",
        "a.example:",
        "a.example:0",
        "a.example:65536",
        "a.example:0443",
        "a.example:+443",
        ":443",
        "*",
        "/",
        "http://a.example:443",
        "//a.example:443",
        "a.example:443/",
        "user@a.example:443",
        "[::1:443",
        "::1:443",
        "[::1%25eth0]:443",
        "0x7f.1:443",
        "2130706433:443"
      })
  void refusesWhatIsNoTarget(String target) {
    assertThat(refusal("CONNECT " + target + " HTTP/1.1", "Host: a").code())
        .isEqualTo("malformed_target");
  }

  @Test
  void takesAnIpv6Target() {
    assertThat(judge("CONNECT [2001:db8::1]:443 HTTP/1.1", "Host: a"))
        .isInstanceOf(RequestRules.Request.Connect.class);
  }

  private static RequestRules.Request judge(String line, String... fields) {
    StringBuilder head = new StringBuilder(line).append("\r\n");
    for (String field : fields) {
      head.append(field).append("\r\n");
    }
    return RequestRules.judge(Heads.head(head.append("\r\n").toString()), new Via("here"));
  }

  private static PlainRequest plain(String line, String... fields) {
    RequestRules.Request request = judge(line, fields);
    assertThat(request).isInstanceOf(RequestRules.Request.Plain.class);
    return ((RequestRules.Request.Plain) request).request();
  }

  private static Refusal refusal(String line, String... fields) {
    RequestRules.Request request = judge(line, fields);
    assertThat(request).isInstanceOf(RequestRules.Request.Bad.class);
    return ((RequestRules.Request.Bad) request).refusal();
  }

  private static String problem(String line, String... fields) {
    return ((Malformed) refusal(line, fields)).problem();
  }
}
