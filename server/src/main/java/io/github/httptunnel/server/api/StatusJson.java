package io.github.httptunnel.server.api;

import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.limit.LimitCounts;
import io.github.httptunnel.limit.LimitedParty;
import io.github.httptunnel.server.accesslog.Json;
import io.github.httptunnel.server.assembly.Overload;
import io.github.httptunnel.server.assembly.Reloads;
import io.github.httptunnel.server.metrics.OpenFiles;
import io.github.httptunnel.tunnel.Refusal.Overloaded.Resource;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A status for machines. Its members are an interface: see {@code docs/admin.md}. */
final class StatusJson {

  private StatusJson() {}

  static String of(Status status) {
    return Json.object(json -> {
      program(json, status);
      TrafficJson.write(json, status);
      load(json, status);
      parties(json, status);
      reload(json, status.reloads());
      json.object("dns_cache", inner -> dnsCache(inner, status))
          .object("log", log -> log.object("dropped", counts(status.dropped())));
    });
  }

  private static void program(Json json, Status status) {
    json.text("version", status.version())
        .text("java", Runtime.version().toString())
        .text("started", status.started().truncatedTo(ChronoUnit.SECONDS).toString())
        .number("uptime_seconds", status.uptime().toSeconds())
        .text("state", status.state())
        .object(
            "drain",
            drain ->
                drain
                    .number("timeout_seconds", status.config().drainTimeout().toSeconds())
                    .number("live", status.live()));
  }

  private static void load(Json json, Status status) {
    Overload overload = status.overload();
    json.objects(
            "event_loops",
            overload.loops().lags().stream()
                .<Consumer<Json>>map(
                    lag -> loop -> loop.number("lag_micros", TimeUnit.NANOSECONDS.toMicros(lag)))
                .toList())
        .object("memory", memory -> memory(memory, overload))
        .object("descriptors", files -> descriptors(files, status))
        .object("overload", inner -> overload(inner, overload));
  }

  private static void memory(Json json, Overload overload) {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    json.number("used_percent", Math.round(100 * overload.memory().share()))
        .number("heap_used_bytes", heap.getUsed())
        .number("heap_limit_bytes", heap.getMax())
        .number("direct_used_bytes", PlatformDependent.usedDirectMemory())
        .number("direct_limit_bytes", PlatformDependent.maxDirectMemory());
  }

  private static void descriptors(Json json, Status status) {
    OpenFiles.Count files = status.descriptors();
    if (files.open() >= 0) {
      json.number("open", files.open()).number("limit", files.limit());
    }
    ConnectionBudget budget = status.overload().connections();
    json.number("clients", budget.clients())
        .number("clients_limit", budget.mostClients())
        .number("targets", budget.targets())
        .number("connections_limit", budget.most());
  }

  private static void overload(Json json, Overload overload) {
    Map<String, Long> refused = new TreeMap<>();
    for (Resource resource : Resource.values()) {
      refused.put(resource.name().toLowerCase(Locale.ROOT), overload.tally().refused(resource));
    }
    json.text("level", overload.memory().level().name().toLowerCase(Locale.ROOT))
        .number("dials_pending", overload.connects().pending())
        .number("dials_limit", overload.connects().cap())
        .object("refused", counts(refused))
        .number("ended", overload.tally().ended());
  }

  private static void parties(Json json, Status status) {
    LimitCounts counts = status.limits();
    Map<String, Long> refused = new TreeMap<>();
    counts.refused().forEach((measure, count) -> refused.put(measure.code(), count));
    refused.put("process_handshakes", counts.handshakesRefused());
    json.object(
        "limits",
        limits ->
            limits
                .number("handshakes", counts.handshakes())
                .number("clients", counts.clients())
                .number("users", counts.users())
                .object("refused", counts(refused))
                .objects("limited", ranks(status.limited())));
  }

  private static List<Consumer<Json>> ranks(List<LimitedParty> limited) {
    return IntStream.range(0, limited.size())
        .<Consumer<Json>>mapToObj(i -> json -> rank(json, i + 1, limited.get(i)))
        .toList();
  }

  private static void rank(Json json, int rank, LimitedParty party) {
    json.number("rank", rank)
        .text("kind", party.kind().name().toLowerCase(Locale.ROOT))
        .number("refused", party.refused())
        .number("tunnels", party.tunnels());
  }

  private static void reload(Json json, Reloads reloads) {
    Reloads.Last last = reloads.last();
    json.object(
        "reload",
        reload -> {
          reload
              .number("applied", reloads.applied())
              .number("rejected", reloads.rejected())
              .text("in_force_since", text(reloads.lastSuccess()));
          if (last != null) {
            reload.object(
                "last",
                inner ->
                    inner
                        .text("at", text(last.at()))
                        .text("result", last.errors() == 0 ? "applied" : "rejected")
                        .number("errors", last.errors()));
          }
        });
  }

  private static void dnsCache(Json json, Status status) {
    json.number("hits", status.dnsCache().hits())
        .number("misses", status.dnsCache().misses())
        .number("joined", status.dnsCache().joined())
        .number("refused", status.dnsCache().refused())
        .number("stale", status.dnsCache().stale())
        .number("refreshes", status.dnsCache().refreshes())
        .number("pending", status.dnsCache().pending());
  }

  private static String text(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static Consumer<Json> counts(Map<String, Long> counts) {
    return json -> new TreeMap<>(counts).forEach(json::number);
  }
}
