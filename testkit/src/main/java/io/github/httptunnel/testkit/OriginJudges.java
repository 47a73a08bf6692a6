package io.github.httptunnel.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Judges of what reached targets and origins, and of what was logged. */
final class OriginJudges {

  static final Map<String, Judge> ALL =
      Map.ofEntries(
          Map.entry("upstream_connects", OriginJudges::connects),
          Map.entry("upstream_connects_max", OriginJudges::connectsMax),
          Map.entry("origin_requests", OriginJudges::requests),
          Map.entry("origin_requests_max", OriginJudges::requestsMax),
          Map.entry("origin_complete_requests", OriginJudges::completeRequests),
          Map.entry("origin_request_line", OriginJudges::requestLine),
          Map.entry("origin_header", OriginJudges::header),
          Map.entry("origin_header_if_200", OriginJudges::headerIf200),
          Map.entry("origin_body", OriginJudges::body),
          Map.entry("origin_framed", OriginJudges::framed),
          Map.entry("origin_request_lines", OriginJudges::requestLines),
          Map.entry("origin_contains", OriginJudges::contains),
          Map.entry("origin_must_not_contain", OriginJudges::mustNotContain),
          Map.entry("origin_must_not_contain_as_request", OriginJudges::noSuchRequest),
          Map.entry("log_must_not_contain", OriginJudges::logMustNotContain));

  private OriginJudges() {}

  private static Optional<String> connects(Wanted wanted, Evidence evidence) {
    int count = evidence.upstreamConnects();
    return exactly("upstream connects", count, wanted);
  }

  private static Optional<String> connectsMax(Wanted wanted, Evidence evidence) {
    return atMost("upstream connects", evidence.upstreamConnects(), wanted);
  }

  private static Optional<String> requests(Wanted wanted, Evidence evidence) {
    return exactly("origin requests", evidence.originRequests().size(), wanted);
  }

  private static Optional<String> requestsMax(Wanted wanted, Evidence evidence) {
    return atMost("origin requests", evidence.originRequests().size(), wanted);
  }

  private static Optional<String> completeRequests(Wanted wanted, Evidence evidence) {
    return exactly("complete origin requests", evidence.completeRequests().size(), wanted);
  }

  private static Optional<String> requestLine(Wanted wanted, Evidence evidence) {
    return first(evidence, request -> request.head().startLine().equals(wanted.text()))
        ? Optional.empty()
        : ClientJudges.found("origin request lines " + startLines(evidence), wanted);
  }

  private static Optional<String> requestLines(Wanted wanted, Evidence evidence) {
    return startLines(evidence).equals(wanted.texts())
        ? Optional.empty()
        : ClientJudges.found("origin request lines " + startLines(evidence), wanted);
  }

  private static Optional<String> header(Wanted wanted, Evidence evidence) {
    boolean right =
        wanted.members().entrySet().stream()
            .allMatch(field ->
                first(
                    evidence,
                    request ->
                        request
                            .head()
                            .headers(String.valueOf(field.getKey()))
                            .equals(List.of(field.getValue()))));
    return right ? Optional.empty() : ClientJudges.found("origin header differs", wanted);
  }

  private static Optional<String> headerIf200(Wanted wanted, Evidence evidence) {
    return evidence.observed().statuses().contains(200)
        ? header(wanted, evidence)
        : Optional.empty();
  }

  private static Optional<String> body(Wanted wanted, Evidence evidence) {
    return first(evidence, request -> request.body().equals(wanted.text()))
        ? Optional.empty()
        : ClientJudges.found("origin body differs", wanted);
  }

  /** Exactly one of the two ways to frame a body was used, once (RFC 9112 §6). */
  private static Optional<String> framed(Wanted wanted, Evidence evidence) {
    Predicate<OriginRequest> framed =
        request ->
            request.complete()
                && request.head().headers("Content-Length").size()
                        + request.head().headers("Transfer-Encoding").size()
                    == 1;
    return first(evidence, framed) == wanted.flag()
        ? Optional.empty()
        : ClientJudges.found("framing of the origin's request", wanted);
  }

  private static Optional<String> contains(Wanted wanted, Evidence evidence) {
    return wanted.texts().stream()
        .filter(text -> !evidence.originText().contains(text))
        .findFirst()
        .map(text -> "origin_contains: the origin did not get '" + text + "'");
  }

  private static Optional<String> mustNotContain(Wanted wanted, Evidence evidence) {
    return wanted.texts().stream()
        .filter(evidence.originText()::contains)
        .findFirst()
        .map(text -> "origin_must_not_contain: the origin got '" + text + "'");
  }

  private static Optional<String> noSuchRequest(Wanted wanted, Evidence evidence) {
    return wanted.texts().stream()
        .filter(text -> startLines(evidence).stream().anyMatch(line -> line.contains(text)))
        .findFirst()
        .map(text -> "origin_must_not_contain_as_request: '" + text + "' was a request");
  }

  private static Optional<String> logMustNotContain(Wanted wanted, Evidence evidence) {
    return wanted.texts().stream()
        .filter(evidence.log()::contains)
        .findFirst()
        .map(text -> "log_must_not_contain: the log has '" + text + "'");
  }

  private static boolean first(Evidence evidence, Predicate<OriginRequest> condition) {
    return evidence.originRequests().stream().limit(1).anyMatch(condition);
  }

  private static List<String> startLines(Evidence evidence) {
    return evidence.originRequests().stream().map(request -> request.head().startLine()).toList();
  }

  private static Optional<String> exactly(String what, int count, Wanted wanted) {
    return count == wanted.number()
        ? Optional.empty()
        : ClientJudges.found(count + " " + what, wanted);
  }

  private static Optional<String> atMost(String what, int count, Wanted wanted) {
    return count <= wanted.number()
        ? Optional.empty()
        : ClientJudges.found(count + " " + what, wanted);
  }
}
