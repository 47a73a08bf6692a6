package io.github.httptunnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HttpRefusalsTest {

  /** {@code code -> status error}; a refusal without a row fails the test. */
  private static final Map<String, String> TABLE =
      Map.ofEntries(
          Map.entry("malformed_syntax", "400 http_request_error"),
          Map.entry("malformed_target", "400 http_request_error"),
          Map.entry("malformed_target_length", "414 http_request_error"),
          Map.entry("malformed_head_length", "431 http_request_error"),
          Map.entry("malformed_origin_form", "400 http_request_error"),
          Map.entry("malformed_framing", "400 http_request_error"),
          Map.entry("malformed_incomplete", "400 http_request_error"),
          Map.entry("malformed_tls", "400 http_request_error"),
          Map.entry("unsupported_method", "405 http_request_error"),
          Map.entry("unsupported_secure_scheme", "400 http_request_error"),
          Map.entry("unsupported_scheme", "501 http_request_error"),
          Map.entry("unsupported_transfer_coding", "501 http_request_error"),
          Map.entry("unsupported_version", "505 http_request_error"),
          Map.entry("unauthenticated_missing", "407 http_request_denied"),
          Map.entry("unauthenticated_unreadable", "407 http_request_denied"),
          Map.entry("unauthenticated_scheme", "407 http_request_denied"),
          Map.entry("unauthenticated_wrong", "407 http_request_denied"),
          Map.entry("unauthenticated_token", "407 http_request_denied"),
          Map.entry("unauthenticated_guessing", "429 http_request_denied"),
          Map.entry("unauthenticated_certificate", "407 http_request_denied"),
          Map.entry("forbidden_not_allowed", "403 http_request_denied"),
          Map.entry("forbidden_blocked", "403 http_request_denied"),
          Map.entry("forbidden_rule", "403 http_request_denied"),
          Map.entry("forbidden_list", "403 http_request_denied"),
          Map.entry("forbidden_port", "403 http_request_denied"),
          Map.entry("forbidden_private_address", "403 destination_ip_prohibited"),
          Map.entry("forbidden_own_address", "403 destination_ip_prohibited"),
          Map.entry("over_limit_tunnels", "429 connection_limit_reached"),
          Map.entry("over_limit_rate", "429 connection_limit_reached"),
          Map.entry("over_limit_handshakes", "429 connection_limit_reached"),
          Map.entry("over_limit_targets", "429 connection_limit_reached"),
          Map.entry("over_limit_failures", "429 connection_limit_reached"),
          Map.entry("over_limit_user_tunnels", "429 connection_limit_reached"),
          Map.entry("over_limit_user_rate", "429 connection_limit_reached"),
          Map.entry("over_limit_user_bytes", "429 connection_limit_reached"),
          Map.entry("forbidden_client", "403 http_request_denied"),
          Map.entry("forbidden_operator", "403 http_request_denied"),
          Map.entry("overloaded_tunnels", "503 connection_limit_reached"),
          Map.entry("overloaded_handshakes", "503 connection_limit_reached"),
          Map.entry("overloaded_descriptors", "503 connection_limit_reached"),
          Map.entry("overloaded_memory", "503 connection_limit_reached"),
          Map.entry("overloaded_lag", "503 connection_limit_reached"),
          Map.entry("overloaded_connects", "503 connection_limit_reached"),
          Map.entry("overloaded_dns", "503 connection_limit_reached"),
          Map.entry("overloaded_logins", "503 connection_limit_reached"),
          Map.entry("dns_no_such_name", "502 dns_error"),
          Map.entry("dns_no_address", "502 dns_error"),
          Map.entry("dns_server_failure", "502 dns_error"),
          Map.entry("unreachable_refused", "502 connection_refused"),
          Map.entry("unreachable_no_route", "502 destination_ip_unroutable"),
          Map.entry("unreachable_failed", "502 connection_terminated"),
          Map.entry("bad_answer_none", "502 connection_terminated"),
          Map.entry("bad_answer_incomplete", "502 http_response_incomplete"),
          Map.entry("bad_answer_malformed", "502 http_protocol_error"),
          Map.entry("bad_answer_head_length", "502 http_response_header_section_size"),
          Map.entry("bad_answer_upgrade", "502 http_upgrade_failed"),
          Map.entry("loop", "508 proxy_loop_detected"),
          Map.entry("last_hop", "200 null"),
          Map.entry("timeout_handshake", "408 http_request_error"),
          Map.entry("timeout_request", "408 http_request_error"),
          Map.entry("timeout_body", "408 http_request_error"),
          Map.entry("timeout_response", "504 http_response_timeout"),
          Map.entry("timeout_dns", "504 dns_timeout"),
          Map.entry("timeout_connect", "504 connection_timeout"),
          Map.entry("draining", "503 connection_limit_reached"),
          Map.entry("internal", "500 proxy_internal_error"));

  /** An item of RFC 9209 with our parameters; the strings are sf-strings (RFC 8941 §3.3.3). */
  private static final Pattern PROXY_STATUS =
      Pattern.compile(
          "http-tunnel(?:; error=[a-z_]+(?:; rcode=\"[A-Z]+\")?"
              + "; details=\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*\")?");

  static List<Refusal> refusals() {
    return AllRefusals.list();
  }

  @Test
  void tellsEveryRefusalAsTheTableSays() {
    Map<String, String> answers = new TreeMap<>();
    for (Refusal refusal : refusals()) {
      HttpAnswer answer = HttpRefusals.answer(refusal);
      answers.put(refusal.code(), answer.status() + " " + answer.error());
    }

    assertThat(answers).containsExactlyInAnyOrderEntriesOf(TABLE);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void hasAProxyStatusThatParses(Refusal refusal) {
    assertThat(HttpRefusals.answer(refusal).proxyStatus()).matches(PROXY_STATUS);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void speaksInSentencesOfPrintableAscii(Refusal refusal) {
    assertThat(HttpRefusals.answer(refusal).words())
        .matches("[A-Z][ -~]+(?:[.?]|https?://\\S+)")
        .doesNotContain("..");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhichMethodsAreAllowedWithA405AndOnItsOwnBehalfOnly(Refusal refusal) {
    HttpAnswer answer = HttpRefusals.answer(refusal);

    assertThat(answer.fields().stream().anyMatch(field -> field.is("Allow")))
        .isEqualTo(answer.status() == 405 || answer.status() == 200);
  }

  @Test
  void countsTheMethodsThatAreAllowed() {
    Refusal refusal = new Refusal.Unsupported(Refusal.Unsupported.Feature.METHOD);

    assertThat(HttpRefusals.answer(refusal).fields())
        .containsExactly(
            new Field("Allow", "CONNECT, GET, HEAD, POST, PUT, DELETE, OPTIONS, PATCH"));
  }

  @Test
  void blamesNobodyWhenItAnswersAsTheLastHop() {
    assertThat(HttpRefusals.answer(new Refusal.LastHop()).proxyStatus()).isEqualTo("http-tunnel");
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhenToTryAgainWithA429OrA503Only(Refusal refusal) {
    HttpAnswer answer = HttpRefusals.answer(refusal);

    assertThat(
            answer.fields().stream()
                .anyMatch(field -> field.is("Retry-After") && field.value().matches("1|5|60|3600")))
        .isEqualTo(answer.status() == 429 || answer.status() == 503);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhatToShowWithA407Only(Refusal refusal) {
    HttpAnswer answer = HttpRefusals.answer(refusal);

    assertThat(Field.values(answer.fields(), "Proxy-Authenticate"))
        .isEqualTo(
            answer.status() == 407
                ? List.of("Basic realm=\"re\\\"alm\", charset=\"UTF-8\"")
                : List.of());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void namesTheDnsResponseCodeWithADnsErrorOnly(Refusal refusal) {
    HttpAnswer answer = HttpRefusals.answer(refusal);

    assertThat(answer.rcode() != null).isEqualTo("dns_error".equals(answer.error()));
  }

  @Test
  void escapesQuotesAndBackslashesInDetails() {
    Refusal refusal = new Refusal.Malformed(Refusal.Malformed.Part.SYNTAX, AllRefusals.PROBLEM);

    assertThat(HttpRefusals.answer(refusal).proxyStatus())
        .endsWith("details=\"The request is malformed: its \\\"name\\\" has a \\\\ in it.\"");
  }

  @Test
  void tellsOnlyTheFirstSentenceInDetails() {
    assertThat(HttpRefusals.answer(new Refusal.Draining()).proxyStatus())
        .endsWith("; details=\"The proxy is stopping and takes no new requests.\"");
  }

  @Test
  void saysWhatDnsAnswered() {
    Refusal refusal = new Refusal.Unresolvable(Refusal.Unresolvable.Answer.NO_SUCH_NAME);

    assertThat(HttpRefusals.answer(refusal).proxyStatus())
        .startsWith("http-tunnel; error=dns_error; rcode=\"NXDOMAIN\"; details=");
  }
}
