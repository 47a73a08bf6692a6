package io.github.httptunnel.testkit;

import io.github.httptunnel.testkit.DnsAnswer.Delayed;
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
   * The answer to {@code message}; empty if none is to be sent.
   *
   * @param longest bytes the answer may have
   * @param stall waits that long, or tells that the server is being closed
   */
  Optional<byte[]> answer(byte[] message, int longest, Predicate<Duration> stall) {
    Optional<DnsQuery> parsed = DnsQuery.parse(message);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    DnsQuery query = parsed.get();
    monitor.update(() -> seen.add(query));
    DnsAnswer answer = script.find(query.name());
    while (answer instanceof Delayed(DnsAnswer later, Duration delay)) {
      if (stall.test(delay)) {
        return Optional.empty();
      }
      answer = later;
    }
    return answer instanceof Mute
        ? Optional.empty()
        : Optional.of(script.reply(query, answer, longest));
  }
}
