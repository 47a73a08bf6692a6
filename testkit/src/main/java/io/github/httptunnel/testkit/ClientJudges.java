package io.github.httptunnel.testkit;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Judges of what the client saw. */
final class ClientJudges {

  static final Map<String, Judge> ALL =
      Map.ofEntries(
          Map.entry("status", ClientJudges::status),
          Map.entry("status_first", ClientJudges::statusFirst),
          Map.entry("close", ClientJudges::close),
          Map.entry("within_s", ClientJudges::within),
          Map.entry("responses", ClientJudges::responses),
          Map.entry("responses_min", ClientJudges::responsesMin),
          Map.entry("responses_max", ClientJudges::responsesMax),
          Map.entry("in_order", ClientJudges::inOrder),
          Map.entry("no_500", ClientJudges::no500),
          Map.entry("echo_first", ClientJudges::echoFirst),
          Map.entry("tunnel", ClientJudges::tunnel),
          Map.entry("header", ClientJudges::header),
          Map.entry("header_has", ClientJudges::headerHas),
          Map.entry("body_must_not_contain", ClientJudges::bodyMustNotContain),
          Map.entry("no_bytes", ClientJudges::noBytes),
          Map.entry("bytes", ClientJudges::bytes),
          Map.entry("bytes_prefix", ClientJudges::bytesPrefix),
          Map.entry("body_has", ClientJudges::bodyHas),
          Map.entry("client_contains", ClientJudges::contains),
          Map.entry("client_status", ClientJudges::status),
          Map.entry("client_truncated_visible", ClientJudges::truncationVisible),
          Map.entry("client_sees", ClientJudges::sees),
          Map.entry("client_must_not_contain", ClientJudges::bodyMustNotContain),
          Map.entry("tunnel_first", ClientJudges::echoFirst));

  private ClientJudges() {}

  private static Optional<String> status(Wanted wanted, Evidence evidence) {
    List<Integer> last = evidence.observed().statuses().stream().filter(s -> s >= 200).toList();
    return last.isEmpty() || !wanted.numbers().contains(last.getFirst())
        ? found("status " + evidence.observed().statuses() + seen(evidence), wanted)
        : Optional.empty();
  }

  private static Optional<String> statusFirst(Wanted wanted, Evidence evidence) {
    List<Integer> all = evidence.observed().statuses();
    return all.isEmpty() || !wanted.numbers().contains(all.getFirst())
        ? found("first of status " + all + seen(evidence), wanted)
        : Optional.empty();
  }

  private static Optional<String> close(Wanted wanted, Evidence evidence) {
    return evidence.observed().ending().byPeer() == wanted.flag()
        ? Optional.empty()
        : found("connection " + evidence.observed().ending(), wanted);
  }

  private static Optional<String> within(Wanted wanted, Evidence evidence) {
    Duration last = evidence.observed().last();
    return last.toNanos() > wanted.number() * 1e9
        ? found("last event after " + last.toMillis() + " ms", wanted)
        : Optional.empty();
  }

  private static Optional<String> responses(Wanted wanted, Evidence evidence) {
    List<Integer> statuses = evidence.observed().statuses();
    boolean right =
        wanted.json() instanceof List<?>
            ? wanted.numbers().equals(statuses)
            : statuses.size() == wanted.number();
    return right ? Optional.empty() : found("responses " + statuses, wanted);
  }

  private static Optional<String> responsesMin(Wanted wanted, Evidence evidence) {
    int count = evidence.observed().responses().size();
    return count < wanted.number() ? found(count + " responses", wanted) : Optional.empty();
  }

  private static Optional<String> responsesMax(Wanted wanted, Evidence evidence) {
    int count = evidence.observed().responses().size();
    return count > wanted.number() ? found(count + " responses", wanted) : Optional.empty();
  }

  /** Answers carry no number: that they came whole is what shows that they did not mix. */
  private static Optional<String> inOrder(Wanted wanted, Evidence evidence) {
    return evidence.observed().responses().stream().allMatch(HttpResponse::complete)
        ? Optional.empty()
        : found("a response that is cut or mixed with another", wanted);
  }

  private static Optional<String> no500(Wanted wanted, Evidence evidence) {
    return evidence.observed().statuses().contains(500)
        ? found("status 500", wanted)
        : Optional.empty();
  }

  private static Optional<String> echoFirst(Wanted wanted, Evidence evidence) {
    String tunnelled = evidence.observed().tunnelled();
    return tunnelled.startsWith(wanted.text())
        ? Optional.empty()
        : Optional.of(
            "the first %d of %d bytes from the tunnel differ from what was sent"
                .formatted(wanted.text().length(), tunnelled.length()));
  }

  private static Optional<String> tunnel(Wanted wanted, Evidence evidence) {
    return evidence.observed().probeEchoed() == wanted.flag()
        ? Optional.empty()
        : found("probe echoed: " + evidence.observed().probeEchoed(), wanted);
  }

  private static Optional<String> header(Wanted wanted, Evidence evidence) {
    Predicate<HttpResponse> has = response -> response.head().header(wanted.text()) != null;
    // A 400 stands for "not even understood": then there is no challenge to make.
    boolean right =
        evidence.observed().responses().stream().anyMatch(has.or(r -> r.status() == 400));
    return right ? Optional.empty() : found("no such field", wanted);
  }

  private static Optional<String> headerHas(Wanted wanted, Evidence evidence) {
    String heads =
        String.join(
            "", evidence.observed().responses().stream().map(one -> one.head().raw()).toList());
    return wanted.texts().stream()
        .filter(line -> heads.lines().noneMatch(found -> begins(found + "\r\n", line)))
        .findFirst()
        .map(line -> "header_has: there is no '" + line + "'");
  }

  /** Names of fields may be written in any case. */
  private static boolean begins(String found, String line) {
    int name = line.indexOf(':') + 1;
    return found.regionMatches(true, 0, line, 0, name)
        && found.startsWith(line.substring(name), name);
  }

  private static Optional<String> bodyMustNotContain(Wanted wanted, Evidence evidence) {
    return wanted.texts().stream()
        .filter(evidence.observed().bytes()::contains)
        .findFirst()
        .map(text -> "must_not_contain: the answer has '" + text + "'");
  }

  private static Optional<String> bodyHas(Wanted wanted, Evidence evidence) {
    List<String> bodies = evidence.observed().responses().stream().map(HttpResponse::body).toList();
    return wanted.texts().stream()
        .filter(text -> bodies.stream().noneMatch(body -> body.contains(text)))
        .findFirst()
        .map(text -> "body_has: no answer has '" + text + "'");
  }

  private static Optional<String> contains(Wanted wanted, Evidence evidence) {
    return wanted.texts().stream()
        .filter(text -> !evidence.observed().bytes().contains(text))
        .findFirst()
        .map(text -> "client_contains: there is no '" + text + "'");
  }

  /** The connection is over, and nobody can take what came for a whole good answer. */
  private static Optional<String> truncationVisible(Wanted wanted, Evidence evidence) {
    return cutOrRefused(evidence) == wanted.flag()
        ? Optional.empty()
        : found("responses " + evidence.observed().statuses() + seen(evidence), wanted);
  }

  private static boolean cutOrRefused(Evidence evidence) {
    Observed observed = evidence.observed();
    boolean whole = observed.responses().stream().allMatch(HttpResponse::complete);
    boolean refused = observed.statuses().stream().anyMatch(status -> status >= 500);
    return refused || observed.ending() == Ending.RESET || (observed.ending().byPeer() && !whole);
  }

  private static Optional<String> sees(Wanted wanted, Evidence evidence) {
    boolean right =
        switch (wanted.text()) {
          case "rst_or_error" -> cutOrRefused(evidence);
          case "rst" -> evidence.observed().ending() == Ending.RESET;
          case "fin" -> evidence.observed().ending() == Ending.FIN;
          case "open" -> evidence.observed().ending() == Ending.OPEN;
          default -> throw new IllegalArgumentException("client_sees: " + wanted.json());
        };
    return right ? Optional.empty() : found("client_sees: " + seen(evidence), wanted);
  }

  private static Optional<String> noBytes(Wanted wanted, Evidence evidence) {
    return evidence.observed().bytes().isEmpty()
        ? Optional.empty()
        : found(evidence.observed().bytes().length() + " bytes", wanted);
  }

  private static Optional<String> bytes(Wanted wanted, Evidence evidence) {
    return evidence.observed().bytes().equals(wanted.text())
        ? Optional.empty()
        : Optional.of("bytes: " + hex(evidence) + " (expected others)");
  }

  private static Optional<String> bytesPrefix(Wanted wanted, Evidence evidence) {
    return evidence.observed().bytes().startsWith(wanted.text())
        ? Optional.empty()
        : Optional.of("bytes_prefix: " + hex(evidence) + " (expected others)");
  }

  static Optional<String> found(String what, Wanted wanted) {
    return Optional.of(what + " (expected: " + wanted.json() + ")");
  }

  static String hex(Evidence evidence) {
    byte[] bytes = new Received(evidence.observed().bytes(), Ending.OPEN).bytes();
    int shown = Math.min(bytes.length, 24);
    return HexFormat.of().formatHex(bytes, 0, shown);
  }

  private static String seen(Evidence evidence) {
    return ", then " + evidence.observed().ending();
  }
}
