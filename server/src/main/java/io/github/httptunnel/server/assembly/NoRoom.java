package io.github.httptunnel.server.assembly;

import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.Overloaded.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says why a listener closes connections that there is no room for, or not for their client; once a
 * second for each cause at most, and never whose they were. Thread-safe.
 */
final class NoRoom implements Consumer<Refusal> {

  private final Map<Refusal, TurnedAway> counts = new HashMap<>();
  private final TurnedAway other;

  NoRoom(
      String listener,
      ConnectionBudget budget,
      long descriptors,
      Consumer<String> log,
      LongSupplier nanoTime) {
    causes(budget, descriptors)
        .forEach((refusal, why) -> counts.put(refusal, count(listener, why, log, nanoTime)));
    this.other = count(listener, "they were refused before they were read", log, nanoTime);
  }

  @Override
  public void accept(Refusal refusal) {
    counts.getOrDefault(refusal, other).count();
  }

  /** How many there were since the start, by the code of the refusal. */
  Map<String, Long> totals() {
    Map<String, Long> totals = new HashMap<>();
    counts.forEach((refusal, count) -> totals.put(refusal.code(), count.total()));
    totals.put("other", other.total());
    return totals;
  }

  private static TurnedAway count(
      String listener, String why, Consumer<String> log, LongSupplier nanoTime) {
    return new TurnedAway(
        count ->
            log.accept("Listener " + listener + ": " + count + " connections were closed: " + why),
        nanoTime);
  }

  private static Map<Refusal, String> causes(ConnectionBudget budget, long descriptors) {
    return Map.of(
        new Overloaded(Resource.DESCRIPTORS),
        ("there are %d of clients already, or %d in all (raise the limit of descriptors, %d at the"
                + " start: ulimit -n, or LimitNOFILE= of systemd)")
            .formatted(budget.mostClients(), budget.most(), descriptors),
        new Overloaded(Resource.MEMORY),
        "memory is short (raise -Xmx and -XX:MaxDirectMemorySize in HTTP_TUNNEL_JAVA_OPTS)",
        new Overloaded(Resource.LAG),
        "others wait too long already, as more come than can be served (raise the number of"
            + " processors, or add an instance)",
        new Overloaded(Resource.HANDSHAKES),
        "too many have not said yet what they want (see limits.handshakes)",
        new OverLimit(Measure.TUNNELS),
        "their clients have as many as each may have (see limits.per_client.tunnels)",
        new OverLimit(Measure.RATE),
        "their clients open them faster than each may (see limits.per_client.new_per_second)",
        new OverLimit(Measure.HANDSHAKES),
        "their clients have too many that have not said yet what they want (see"
            + " limits.per_client.handshakes)",
        new OverLimit(Measure.FAILURES),
        "their clients asked for too many targets that cannot be reached (see"
            + " limits.per_client.failed_targets_per_minute)");
  }
}
