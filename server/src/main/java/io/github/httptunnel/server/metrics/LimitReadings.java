package io.github.httptunnel.server.metrics;

import io.github.httptunnel.limit.LimitCounts;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import java.util.function.Supplier;

/**
 * What clients and users have, and what was refused because it was too much; read at each scrape.
 *
 * @param limits as the server hands them out; they name nobody
 */
record LimitReadings(Instruments make, Supplier<LimitCounts> limits) {

  void register() {
    make.counted(
        "limit_refused",
        "Connections and requests that a limit refused.",
        callback -> {
          LimitCounts now = limits.get();
          for (Measure measure : Measure.values()) {
            callback.call(now.refused().getOrDefault(measure, 0L).doubleValue(), measure.code());
          }
          callback.call((double) now.handshakesRefused(), "process_handshakes");
        },
        "limit");
    make.measured(
        "handshakes_active",
        "Connections whose first request has not come yet.",
        () -> limits.get().handshakes());
    make.measured(
        "limit_parties",
        "Clients and users that are known for their limits.",
        callback -> {
          LimitCounts now = limits.get();
          callback.call(now.clients(), "client");
          callback.call(now.users(), "user");
        },
        "kind");
    make.counted(
        "limit_shared",
        "How often one had to share its count with others, as there were too many.",
        () -> limits.get().shared());
    make.counted(
        "limit_surplus_releases",
        "What was given back twice; a fault of this program.",
        () -> limits.get().surplusReleases());
  }
}
