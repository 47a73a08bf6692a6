package io.github.httptunnel.server.accesslog;

import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.Timings;
import io.github.httptunnel.tunnel.TunnelStats;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A record in the names of OpenTelemetry's log data model, and of its semantic conventions as far
 * as they go. See {@code docs/logs.md}.
 *
 * @param targets whether to name the target
 * @param clients whether to name the client's address
 * @param users whether to name the user
 */
record OtelRecord(boolean targets, boolean clients, boolean users) implements RecordFormat {

  private static final int INFO = 9;
  private static final String OWN = "http_tunnel.";

  @Override
  public String of(TunnelStats stats) {
    long nanos = TimeUnit.SECONDS.toNanos(RecordFormat.ended(stats).getEpochSecond());
    return Json.object(json ->
        // as text: a reader that takes numbers for floating point would round it
        json.text("Timestamp", Long.toString(nanos))
            .text("SeverityText", "INFO")
            .number("SeverityNumber", INFO)
            .text("EventName", OWN + "request.ended")
            .object("Resource", resource -> resource.text("service.name", "http-tunnel"))
            .object("Attributes", attributes -> attributes(attributes, stats)));
  }

  private void attributes(Json json, TunnelStats stats) {
    json.text(OWN + "id", stats.id().toString())
        .text(OWN + "listener", stats.client().listener())
        .text("network.protocol.name", stats.client().protocol());
    if (stats.kind() != null) {
      json.text(OWN + "kind", stats.kind().code());
    }
    outcome(json, stats.outcome());
    rule(json, stats);
    parties(json, stats);
    direction(json, OWN + "upstream.", stats.upstream());
    direction(json, OWN + "downstream.", stats.downstream());
    json.text(OWN + "started", RecordFormat.started(stats).toString());
    timings(json, stats.timings());
  }

  private static void outcome(Json json, Outcome outcome) {
    switch (outcome) {
      case Outcome.Refused(var refusal, var phase) ->
          json.text(OWN + "outcome", "refused")
              .text("error.type", refusal.code())
              .text(OWN + "phase", phase.code());
      case Outcome.Abandoned(var phase) ->
          json.text(OWN + "outcome", "abandoned").text(OWN + "phase", phase.code());
      case Outcome.Closed(var reason, var by) ->
          json.text(OWN + "outcome", "closed")
              .text(OWN + "reason", reason.code())
              .text(OWN + "by", by.code());
    }
  }

  private static void rule(Json json, TunnelStats stats) {
    if (stats.rule() != null) {
      json.text(OWN + "rule", stats.rule().label());
    }
    if (stats.reported()) {
      json.flag(OWN + "reported", true);
    }
  }

  private void parties(Json json, TunnelStats stats) {
    Target target = targets ? stats.target() : null;
    if (target != null) {
      json.text("server.address", RecordFormat.bare(target.host()))
          .number("server.port", target.port());
    }
    if (targets && stats.address() != null) {
      json.text("network.peer.address", NetUtil.toAddressString(stats.address()));
    }
    InetSocketAddress client = clients ? RecordFormat.numeric(stats.client()) : null;
    if (client != null) {
      json.text("client.address", client.getAddress().getHostAddress())
          .number("client.port", client.getPort());
    }
    if (users && stats.user() != null) {
      json.text("user.name", stats.user());
    }
  }

  private static void direction(Json json, String prefix, @Nullable DirectionStats stats) {
    if (stats != null) {
      json.number(prefix + "bytes", stats.bytes())
          .number(prefix + "reads", stats.reads())
          .number(prefix + "throttled", stats.throttled().toMillis())
          .text(prefix + "ended", stats.ended().code());
    }
  }

  private static void timings(Json json, Timings timings) {
    millis(json, "negotiate", timings.negotiate());
    millis(json, "dns", timings.dns());
    millis(json, "connect", timings.connect());
    millis(json, "total", timings.total());
  }

  private static void millis(Json json, String name, @Nullable Duration duration) {
    if (duration != null) {
      json.number(OWN + "timings." + name, duration.toMillis());
    }
  }
}
