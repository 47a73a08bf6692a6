package io.github.httptunnel.server;

import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.BadInputExpectation;
import io.github.httptunnel.testkit.Evidence;
import io.github.httptunnel.testkit.InputPart;
import io.github.httptunnel.testkit.Observed;
import io.github.httptunnel.testkit.OriginRequest;
import io.github.httptunnel.testkit.Placeholders;
import io.github.httptunnel.testkit.Verdict;
import io.github.httptunnel.testkit.Wanted;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelStats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One entry of a catalogue after it was played.
 *
 * @param placeholders the values it was filled with
 * @param ended what became of its requests; complete once its server has stopped
 * @param released how long its request was held after the input was over
 * @param pendingDials attempts to connect that were left over then
 * @param cost what it cost on the event loops; means something if nothing else ran
 * @param troubles what must not be after any input
 */
record Played(
    BadInput entry,
    Placeholders placeholders,
    Observed observed,
    int upstreamConnects,
    List<OriginRequest> originRequests,
    Collection<TunnelStats> ended,
    Duration released,
    long pendingDials,
    LoopCost cost,
    List<String> troubles) {

  /** Words too short to be told from those of a record. */
  private static final int SHORTEST_WORD = 8;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s:=;,/]+");

  /** What is not as the entry demands. */
  Verdict verdict(String log) {
    Evidence evidence = new Evidence(observed, upstreamConnects, originRequests, log);
    return BadInputExpectation.with(placeholders)
        .and("mem_kb_max", (wanted, _) -> atMost("kB", memory() / 1024.0, wanted))
        .and(
            "cpu_ms_max", (wanted, _) -> atMost("ms", 1000 * seconds(cost.processorTime()), wanted))
        .and("released_within_s", (wanted, _) -> atMost("s", seconds(released), wanted))
        .and("outbound_syn_cancelled", (wanted, _) -> cancelled(wanted))
        .and("max_internal_requests", (wanted, _) -> internalRequests(wanted))
        .and("records", (wanted, _) -> records(wanted))
        .and("log_reason", (wanted, _) -> reason(wanted))
        .judge(entry, evidence);
  }

  /** What must not be after any input, whatever the entry demands. */
  List<String> troubles(String log) {
    List<String> all = new ArrayList<>(troubles);
    if (observed.statuses().contains(500)) {
      all.add("status 500");
    }
    words().stream().filter(log::contains).forEach(word -> all.add("the log has '" + word + "'"));
    return all;
  }

  /** What one request took at most, in bytes; means something if nothing else ran. */
  long memory() {
    return cost.memoryOfOne(observed.responses().size());
  }

  private List<String> words() {
    return Stream.of(entry.input(), entry.answer())
        .flatMap(parts -> placeholders.fill(parts).stream())
        .map(part -> part instanceof InputPart.Text(String text) ? text : "")
        .flatMap(BETWEEN_WORDS::splitAsStream)
        .filter(word -> word.length() >= SHORTEST_WORD)
        .toList();
  }

  private Optional<String> cancelled(Wanted wanted) {
    return (pendingDials == 0) == wanted.flag()
        ? Optional.empty()
        : Optional.of(pendingDials + " attempts to connect are left");
  }

  /** Requests the program made to itself have a record of their own. */
  private Optional<String> internalRequests(Wanted wanted) {
    return atMost("internal requests", ended.size() - 1, wanted);
  }

  private Optional<String> records(Wanted wanted) {
    return ended.size() == wanted.number()
        ? Optional.empty()
        : Optional.of("%d records (expected: %s)".formatted(ended.size(), wanted.json()));
  }

  private Optional<String> reason(Wanted wanted) {
    List<String> expected = wanted.texts().stream().map(Played::codeOf).toList();
    List<String> found = ended.stream().map(stats -> codeOf(stats.outcome())).toList();
    return found.stream().anyMatch(code -> expected.stream().anyMatch(code::startsWith))
        ? Optional.empty()
        : Optional.of("log_reason: %s (expected: one of %s)".formatted(found, expected));
  }

  /** The record's word for a reason that a catalogue gives in words of its own. */
  private static String codeOf(String reason) {
    return reason.equals("origin closed early") ? "incomplete" : reason;
  }

  private static String codeOf(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused(Refusal refusal, _) -> refusal.code();
      case Outcome.Abandoned _ -> "abandoned";
      case Outcome.Closed(CloseReason reason, _) -> reason.code();
    };
  }

  private static Optional<String> atMost(String unit, double found, Wanted wanted) {
    return found <= wanted.number()
        ? Optional.empty()
        : Optional.of("%.1f %s (expected: at most %s)".formatted(found, unit, wanted.json()));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  @Override
  public String toString() {
    return entry.id();
  }
}
