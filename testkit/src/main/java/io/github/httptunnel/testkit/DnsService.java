package io.github.httptunnel.testkit;

import io.github.httptunnel.testkit.DnsAnswer.Delayed;
import io.github.httptunnel.testkit.DnsAnswer.Forged;
import io.github.httptunnel.testkit.DnsAnswer.Mute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Answers queries by the script and remembers them. Thread-safe. */
final class DnsService {

  private final DnsScript script;
  private final Monitor monitor;
  private final List<DnsQuery> seen = new ArrayList<>();

  DnsService(DnsScript script, Monitor monitor) {
    this.script = script;
    this.monitor = monitor;
  }

  DnsScript script() {
    return script;
  }

  Monitor monitor() {
    return monitor;
  }

  List<DnsQuery> seen() {
    return monitor.view(() -> List.copyOf(seen));
  }

  /**
   * The answers to {@code message}, in order; empty if none is to be sent.
   *
   * @param longest bytes the answer may have
   * @param stall waits that long, or tells that the server is being closed
   */
  List<byte[]> answer(byte[] message, int longest, Predicate<Duration> stall) {
    Optional<DnsQuery> parsed = DnsQuery.parse(message);
    if (parsed.isEmpty()) {
      return List.of();
    }
    DnsQuery query = parsed.get();
    monitor.update(() -> seen.add(query));
    DnsAnswer answer = script.find(query.name());
    while (answer instanceof Delayed(DnsAnswer later, Duration delay)) {
      if (stall.test(delay)) {
        return List.of();
      }
      answer = later;
    }
    return switch (answer) {
      case Mute() -> List.of();
      case Forged(var forgery, DnsAnswer then) ->
          List.of(forgery.apply(query.bytes()), script.reply(query, then, longest));
      default -> List.of(script.reply(query, answer, longest));
    };
  }
}
