package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.http.AllRefusals;
import io.github.httptunnel.http.HttpAnswer;
import io.github.httptunnel.http.HttpRefusals;
import io.github.httptunnel.tunnel.Refusal;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class Http1AnswersTest {

  /** The original asks nobody; without the challenge no client would know what to show. */
  private static final String ASKED =
      "407 PROXY_AUTHENTICATION_REQUIRED\r\n"
          + "Proxy-Authenticate: Basic realm=\"re\\\"alm\", charset=\"UTF-8\"";

  private static final Map<String, String> LEGACY_LINES =
      Map.ofEntries(
          Map.entry("malformed_syntax", "400 BAD_REQUEST"),
          Map.entry("malformed_target", "400 BAD_REQUEST"),
          Map.entry("malformed_target_length", "400 BAD_REQUEST"),
          Map.entry("malformed_head_length", "400 BAD_REQUEST"),
          Map.entry("malformed_origin_form", "400 BAD_REQUEST"),
          Map.entry("malformed_framing", "400 BAD_REQUEST"),
          Map.entry("malformed_incomplete", "400 BAD_REQUEST"),
          Map.entry("malformed_tls", "400 BAD_REQUEST"),
          Map.entry("unsupported_method", "405 NOT_ALLOWED"),
          Map.entry("unsupported_secure_scheme", "400 BAD_REQUEST"),
          Map.entry("unsupported_scheme", "405 NOT_ALLOWED"),
          Map.entry("unsupported_transfer_coding", "405 NOT_ALLOWED"),
          Map.entry("unsupported_version", "400 BAD_REQUEST"),
          Map.entry("unauthenticated_missing", ASKED),
          Map.entry("unauthenticated_unreadable", ASKED),
          Map.entry("unauthenticated_scheme", ASKED),
          Map.entry("unauthenticated_wrong", ASKED),
          Map.entry("unauthenticated_token", ASKED),
          Map.entry("unauthenticated_guessing", "429 TOO_MANY_REQUESTS"),
          Map.entry("unauthenticated_certificate", ASKED),
          Map.entry("forbidden_not_allowed", "403 FORBIDDEN"),
          Map.entry("forbidden_blocked", "403 FORBIDDEN"),
          Map.entry("forbidden_rule", "403 FORBIDDEN"),
          Map.entry("forbidden_list", "403 FORBIDDEN"),
          Map.entry("forbidden_port", "403 FORBIDDEN"),
          Map.entry("forbidden_private_address", "403 FORBIDDEN"),
          Map.entry("forbidden_own_address", "403 FORBIDDEN"),
          Map.entry("over_limit_tunnels", "429 TOO_MANY_REQUESTS"),
          Map.entry("over_limit_rate", "429 TOO_MANY_REQUESTS"),
          Map.entry("over_limit_handshakes", "429 TOO_MANY_REQUESTS"),
          Map.entry("over_limit_targets", "429 TOO_MANY_REQUESTS"),
          Map.entry("over_limit_failures", "429 TOO_MANY_REQUESTS"),
          Map.entry("over_limit_user_tunnels", "429 TOO_MANY_REQUESTS"),
          Map.entry("over_limit_user_rate", "429 TOO_MANY_REQUESTS"),
          Map.entry("over_limit_user_bytes", "429 TOO_MANY_REQUESTS"),
          Map.entry("forbidden_client", "403 FORBIDDEN"),
          Map.entry("forbidden_operator", "403 FORBIDDEN"),
          Map.entry("overloaded_tunnels", "429 TOO_MANY_REQUESTS"),
          Map.entry("overloaded_handshakes", "429 TOO_MANY_REQUESTS"),
          Map.entry("overloaded_descriptors", "429 TOO_MANY_REQUESTS"),
          Map.entry("overloaded_memory", "429 TOO_MANY_REQUESTS"),
          Map.entry("overloaded_lag", "429 TOO_MANY_REQUESTS"),
          Map.entry("overloaded_connects", "429 TOO_MANY_REQUESTS"),
          Map.entry("overloaded_dns", "429 TOO_MANY_REQUESTS"),
          Map.entry("overloaded_logins", "429 TOO_MANY_REQUESTS"),
          Map.entry("dns_no_such_name", "502 BAD_GATEWAY"),
          Map.entry("dns_no_address", "502 BAD_GATEWAY"),
          Map.entry("dns_server_failure", "502 BAD_GATEWAY"),
          Map.entry("unreachable_refused", "502 BAD_GATEWAY"),
          Map.entry("unreachable_no_route", "502 BAD_GATEWAY"),
          Map.entry("unreachable_failed", "502 BAD_GATEWAY"),
          Map.entry("bad_answer_none", "502 BAD_GATEWAY"),
          Map.entry("bad_answer_incomplete", "502 BAD_GATEWAY"),
          Map.entry("bad_answer_malformed", "502 BAD_GATEWAY"),
          Map.entry("bad_answer_head_length", "502 BAD_GATEWAY"),
          Map.entry("bad_answer_upgrade", "502 BAD_GATEWAY"),
          Map.entry("loop", "400 BAD_REQUEST"),
          Map.entry("last_hop", "200 OK"),
          Map.entry("timeout_handshake", "408 TIMEOUT"),
          Map.entry("timeout_request", "408 TIMEOUT"),
          Map.entry("timeout_body", "408 TIMEOUT"),
          Map.entry("timeout_response", "504 GATEWAY_TIMEOUT"),
          Map.entry("timeout_dns", "504 GATEWAY_TIMEOUT"),
          Map.entry("timeout_connect", "504 GATEWAY_TIMEOUT"),
          Map.entry("draining", "429 TOO_MANY_REQUESTS"),
          Map.entry("internal", "500 SERVER_ERROR"));

  static List<Refusal> refusals() {
    return AllRefusals.list();
  }

  @Test
  void saysYesWithoutALengthOrACoding() {
    assertThat(text(Http1Answers.STANDARD.accepted()))
        .isEqualTo("HTTP/1.1 200 Connection established\r\nProxy-Status: http-tunnel\r\n\r\n");
  }

  @Test
  void saysYesInTheOriginalsBytes() {
    assertThat(text(Http1Answers.LEGACY.accepted())).isEqualTo("HTTP/1.1 200 OK\r\n\r\n");
  }

  @Test
  void refusesInTheOriginalsBytes() {
    Map<String, String> answers = new TreeMap<>();
    refusals().forEach(r -> answers.put(r.code(), text(Http1Answers.LEGACY.refused(r))));

    Map<String, String> expected = new TreeMap<>();
    LEGACY_LINES.forEach((code, line) -> expected.put(code, "HTTP/1.1 " + line + "\r\n\r\n"));
    assertThat(answers).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void writesEveryFieldOfARefusalAndCloses(Refusal refusal) {
    HttpAnswer answer = HttpRefusals.answer(refusal);
    String head = text(Http1Answers.STANDARD.refused(refusal)).split("\r\n\r\n", -1)[0] + "\r\n";

    assertThat(head)
        .startsWith("HTTP/1.1 " + answer.status() + " " + answer.reason() + "\r\n")
        .contains("\r\nProxy-Status: " + answer.proxyStatus() + "\r\n")
        .contains("\r\nConnection: close\r\n")
        .contains("\r\nContent-Type: text/plain; charset=utf-8\r\n");
    assertThat(answer.fields())
        .allSatisfy(f -> assertThat(head).contains("\r\n" + f.name() + ": " + f.value() + "\r\n"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void announcesTheLengthOfItsBody(Refusal refusal) {
    String[] parts = text(Http1Answers.STANDARD.refused(refusal)).split("\r\n\r\n", 2);

    assertThat(parts[1]).isEqualTo(HttpRefusals.answer(refusal).words() + "\n");
    assertThat(parts[0]).contains("\r\nContent-Length: " + parts[1].length());
  }

  @Test
  void leavesOutTheBodyForARequestThatGetsNone() {
    Refusal refusal = new Refusal.Draining();

    assertThat(text(Http1Answers.STANDARD.refused(refusal, true, false)))
        .contains("\r\nContent-Length: ")
        .endsWith("\r\n\r\n");
  }

  @Test
  void saysNothingOfTheConnectionWhenItGoesOn() {
    Refusal refusal = new Refusal.Draining();

    assertThat(text(Http1Answers.STANDARD.refused(refusal, false, true)))
        .doesNotContain("Connection:");
  }

  @Test
  void goesOnAfterARefusalUnlessTheOriginalWouldNot() {
    assertThat(Http1Answers.STANDARD.mayPersist()).isTrue();
    assertThat(Http1Answers.LEGACY.mayPersist()).isFalse();
  }

  private static String text(ByteBuf bytes) {
    String text = bytes.toString(StandardCharsets.ISO_8859_1);
    bytes.release();
    return text;
  }
}
