package io.github.httptunnel.server.api;

import io.github.httptunnel.relay.TrafficStats;
import io.github.httptunnel.server.accesslog.Json;
import io.github.httptunnel.server.assembly.ListenerStats;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.metrics.Distribution;
import io.github.httptunnel.server.metrics.TunnelTotals;
import io.netty.util.NetUtil;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** The part of a status that is about listeners and tunnels. */
final class TrafficJson {

  private TrafficJson() {}

  static void write(Json json, Status status) {
    json.objects("listeners", status.listeners().stream().map(it -> listener(status, it)).toList())
        .object("tunnels", inner -> tunnels(inner, status))
        .object("traffic", inner -> traffic(inner, status))
        .object("refusals", StatusJson.counts(status.totals().refusals()))
        .object("turned_away", StatusJson.counts(status.turnedAway()))
        .object("closes", StatusJson.counts(status.totals().closes()))
        .object("latency", inner -> latency(inner, status));
  }

  private static Consumer<Json> listener(Status status, ListenerStats listener) {
    return json -> {
      json.text("name", listener.name());
      if (listener.address() != null) {
        json.text("address", NetUtil.toSocketAddressString(listener.address()));
      }
      status.config().listeners().stream()
          .filter(config -> config.name().equals(listener.name()))
          .findFirst()
          .ifPresent(config -> doors(json, config));
      json.number("connections", listener.connections()).number("tunnels", listener.tunnels());
    };
  }

  private static void doors(Json json, ListenerConfig config) {
    String protocol =
        switch (config.mode()) {
          case Mode.Http() -> "http";
          case Mode.Tcp _ -> "tcp";
        };
    json.texts("protocols", List.of(protocol))
        .flag("tls", config.tls() != null)
        .flag("auth", config.auth() != null);
  }

  private static void tunnels(Json json, Status status) {
    json.number("active", status.live()).number("limit", status.mostTunnels());
    for (String outcome : List.of("closed", "refused", "abandoned")) {
      json.number(outcome, status.totals().outcomes().getOrDefault(outcome, 0L));
    }
  }

  private static void traffic(Json json, Status status) {
    TrafficStats traffic = status.traffic();
    json.number("upstream_bytes", traffic.upstreamBytes())
        .number("downstream_bytes", traffic.downstreamBytes())
        .number("upstream_bytes_per_second", status.upstreamRate())
        .number("downstream_bytes_per_second", status.downstreamRate())
        .number("upstream_throttled_millis", traffic.upstreamThrottled().toMillis())
        .number("downstream_throttled_millis", traffic.downstreamThrottled().toMillis());
  }

  private static void latency(Json json, Status status) {
    json.number("window_seconds", status.window().toSeconds());
    latency(json, "handshake", status, TunnelTotals::handshake);
    latency(json, "dns", status, TunnelTotals::dns);
    latency(json, "connect", status, TunnelTotals::connect);
    latency(json, "setup", status, TunnelTotals::setup);
  }

  private static void latency(
      Json json, String name, Status status, Function<TunnelTotals, Distribution> which) {
    Distribution recent = which.apply(status.totals()).since(which.apply(status.before()));
    Quantiles quantiles = Quantiles.of(recent);
    json.object(
        name,
        inner -> {
          inner.number("count", recent.count());
          if (quantiles != null) {
            inner
                .number("p50_micros", quantiles.p50())
                .number("p90_micros", quantiles.p90())
                .number("p99_micros", quantiles.p99());
          }
        });
  }
}
