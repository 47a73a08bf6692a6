package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputExpectationTest {

  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nVia: x\r\n\r\nok";
  private static final String BAD = "HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n";
  private static final String CUT = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok";
  private static final String BAD_GATEWAY = "HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n";
  private static final Placeholders PLACEHOLDERS = new Placeholders(Map.of("ORIGIN", "o.example"));

  /** One way to meet and one way to miss each key. */
  record Row(String key, Object wanted, Evidence met, Evidence missed) {
    @Override
    public String toString() {
      return key + ": " + wanted;
    }
  }

  static Stream<Row> everyKey() {
    Evidence ok = client("GET", OK, Ending.OPEN, 0);
    Evidence bad = client("GET", BAD, Ending.FIN, 0);
    Evidence none = client("GET", "", Ending.FIN, 0);
    OriginRequest post =
        new OriginRequest(
            HttpHead.parse("POST / HTTP/1.1\r\nHost: o.example\r\nContent-Length: 2\r\n\r\n"),
            "hi",
            true);
    OriginRequest get =
        new OriginRequest(HttpHead.parse("GET /x HTTP/1.1\r\nHost: evil\r\n\r\n"), "", false);
    Evidence posted = origin(1, List.of(post), "");
    Evidence gotten = origin(2, List.of(get, get), "secret");
    return Stream.of(
        new Row("status", List.of(400, 501), bad, ok),
        new Row("status", List.of(400, 501), bad, none),
        new Row("client_status", List.of(200), ok, bad),
        new Row("status_first", List.of(100), client("P", cont(), Ending.OPEN, 0), ok),
        new Row("status", List.of(200), client("P", cont(), Ending.OPEN, 0), bad),
        new Row("close", true, bad, ok),
        new Row("close", true, client("GET", "", Ending.RESET, 0), ok),
        new Row(
            "within_s", 1, client("G", "", Ending.FIN, 1000), client("G", "", Ending.FIN, 1001)),
        new Row("responses", 1, ok, client("GET", OK + OK, Ending.OPEN, 0)),
        new Row("responses", List.of(200, 400), client("GET", OK + BAD, Ending.OPEN, 0), ok),
        new Row("responses_min", 2, client("GET", OK + OK, Ending.OPEN, 0), ok),
        new Row("responses_max", 1, ok, client("GET", OK + OK, Ending.OPEN, 0)),
        new Row(
            "in_order", true, ok, client("GET", OK.substring(0, OK.length() - 1), Ending.FIN, 0)),
        new Row("no_500", true, ok, client("GET", "HTTP/1.1 500 X\r\n\r\n", Ending.FIN, 0)),
        new Row("echo_first", "ab", tunnel("abc"), tunnel("a")),
        new Row("tunnel_first", "ab", tunnel("abc"), tunnel("xab")),
        new Row("tunnel", true, tunnel("probe"), ok),
        new Row("header", "via", ok, client("GET", "HTTP/1.1 407 X\r\n\r\n", Ending.FIN, 0)),
        new Row("header_has", List.of("Via: x"), ok, bad),
        new Row("body_has", List.of("ok"), ok, bad),
        new Row("client_contains", List.of("Via: x", "ok"), ok, bad),
        new Row("client_truncated_visible", true, client("GET", CUT, Ending.FIN, 0), ok),
        new Row("client_truncated_visible", true, client("GET", OK, Ending.RESET, 0), bad),
        new Row("client_truncated_visible", true, client("GET", BAD_GATEWAY, Ending.FIN, 0), none),
        new Row("client_sees", "rst_or_error", client("GET", CUT, Ending.FIN, 0), bad),
        new Row("client_sees", "rst", client("GET", CUT, Ending.RESET, 0), bad),
        new Row("client_sees", "fin", bad, ok),
        new Row("client_sees", "open", ok, bad),
        new Row("body_must_not_contain", List.of("ok"), bad, ok),
        new Row("client_must_not_contain", List.of("ok"), bad, ok),
        new Row("no_bytes", true, none, bad),
        new Row("bytes", "\5\u00ff", socks("\5\u00ff"), socks("\5\u00ff\0")),
        new Row("bytes_prefix", "\5\0", socks("\5\0\5"), socks("\5")),
        new Row("rep_in", List.of(2, 4), socks("\5\0\5\2\0\1"), socks("\5\0\5\1\0\1")),
        new Row("auth_fail", true, socks("\5\2\1\1"), socks("\5\2\1\0")),
        new Row("auth_fail", true, socks("\5\2"), socks("\5\0")),
        new Row("socks4_code", List.of(91), socks("\0["), socks("\0Z")),
        new Row("upstream_connects", 1, posted, gotten),
        new Row("upstream_connects_max", 1, posted, gotten),
        new Row("origin_requests", 1, posted, gotten),
        new Row("origin_requests_max", 1, posted, gotten),
        new Row("origin_complete_requests", 0, gotten, posted),
        new Row("origin_request_line", "POST / HTTP/1.1", posted, gotten),
        new Row("origin_header", Map.of("Host", "{{ORIGIN}}"), posted, gotten),
        new Row("origin_body", "hi", posted, gotten),
        new Row("origin_framed", true, posted, gotten),
        new Row("origin_request_lines", List.of("POST / HTTP/1.1"), posted, gotten),
        new Row("origin_contains", List.of("hi"), posted, gotten),
        new Row("origin_must_not_contain", List.of("evil"), posted, gotten),
        new Row("origin_must_not_contain_as_request", List.of("/x"), posted, gotten),
        new Row("log_must_not_contain", List.of("secret"), posted, gotten));
  }

  @ParameterizedTest
  @MethodSource("everyKey")
  void tellsMetFromMissed(Row row) {
    assertThat(judge(Map.of(row.key(), row.wanted()), row.met()).violations()).isEmpty();
    assertThat(judge(Map.of(row.key(), row.wanted()), row.missed()).violations()).hasSize(1);
  }

  @Test
  void letsABareCloseStandForAnAnswer() {
    Map<String, Object> expect = Map.of("status", List.of(408), "or_close", true);
    assertThat(judge(expect, client("GET", "", Ending.FIN, 0)).met()).isTrue();
    assertThat(judge(expect, client("GET", "", Ending.OPEN, 0)).met()).isFalse();
    assertThat(judge(expect, client("GET", OK, Ending.FIN, 0)).met()).isFalse();
  }

  @Test
  void letsAnAnswerStandForAClose() {
    Map<String, Object> expect = Map.of("close", true, "or_status", List.of(400));
    assertThat(judge(expect, client("GET", BAD, Ending.OPEN, 0)).met()).isTrue();
    assertThat(judge(expect, client("GET", OK, Ending.OPEN, 0)).met()).isFalse();
  }

  @Test
  void wantsOneOfSeveralAlternatives() {
    Map<String, Object> expect =
        Map.of(
            "any_of",
            List.of(Map.of("status", List.of(400), "close", true), Map.of("status", List.of(200))));
    assertThat(judge(expect, client("GET", BAD, Ending.FIN, 0)).met()).isTrue();
    assertThat(judge(expect, client("GET", OK, Ending.OPEN, 0)).met()).isTrue();
    assertThat(judge(expect, client("GET", BAD, Ending.OPEN, 0)).violations()).hasSize(1);
  }

  @Test
  void onlyRemarksOnAPreference() {
    Map<String, Object> expect = Map.of("status", List.of(400, 200), "prefer", 400);
    assertThat(judge(expect, client("GET", BAD, Ending.OPEN, 0)).remarks()).isEmpty();
    Verdict verdict = judge(expect, client("GET", OK, Ending.OPEN, 0));
    assertThat(verdict.met()).isTrue();
    assertThat(verdict.remarks()).containsExactly("prefers 400 to [200]");
  }

  @Test
  void judgesAHeaderOnlyBehindAnAcceptedRequest() {
    Map<String, Object> expect = Map.of("origin_header_if_200", Map.of("Host", "o.example"));
    assertThat(judge(expect, client("GET", BAD, Ending.FIN, 0)).met()).isTrue();
    assertThat(judge(expect, client("GET", OK, Ending.FIN, 0)).met()).isFalse();
  }

  @Test
  void listsKeysItCannotJudge() {
    Map<String, Object> expect = new HashMap<>();
    expect.put("mem_kb_max", 256);
    expect.put("alpn", null);
    assertThat(judge(expect, client("GET", OK, Ending.OPEN, 0)).unjudged())
        .containsExactlyInAnyOrder("mem_kb_max", "alpn");
  }

  @Test
  void takesFurtherJudges() {
    BadInputExpectation expectation =
        BadInputExpectation.with(PLACEHOLDERS)
            .and("mem_kb_max", (wanted, _) -> Optional.of("more than " + wanted.number()));
    Verdict verdict =
        expectation.judge(entry(Map.of("mem_kb_max", 256)), client("GET", OK, Ending.OPEN, 0));
    assertThat(verdict.violations()).containsExactly("more than 256.0");
    assertThat(verdict.unjudged()).isEmpty();
  }

  private static Verdict judge(Map<String, Object> expect, Evidence evidence) {
    return BadInputExpectation.with(PLACEHOLDERS).judge(entry(expect), evidence);
  }

  private static BadInput entry(Map<String, Object> expect) {
    return new BadInput("X-1", "http1-plain", "lab", List.of(), List.of(), expect, true, "a test");
  }

  private static String cont() {
    return "HTTP/1.1 100 Go on\r\n\r\n" + OK;
  }

  private static Evidence client(String method, String bytes, Ending ending, long millis) {
    Observed observed =
        new Observed(bytes, ending, Duration.ofMillis(millis), List.of(method), false);
    return new Evidence(observed, 0, List.of(), "");
  }

  private static Evidence tunnel(String bytes) {
    String all = "HTTP/1.1 200 OK\r\n\r\n" + bytes;
    return new Evidence(
        new Observed(all, Ending.OPEN, Duration.ZERO, List.of("CONNECT"), true), 0, List.of(), "");
  }

  private static Evidence socks(String bytes) {
    return client("", bytes, Ending.FIN, 0);
  }

  private static Evidence origin(int connects, List<OriginRequest> requests, String log) {
    Observed observed = new Observed(OK, Ending.OPEN, Duration.ZERO, List.of("GET"), false);
    return new Evidence(observed, connects, requests, log);
  }
}
