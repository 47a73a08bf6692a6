package io.github.httptunnel.server.accesslog;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Timings;
import io.github.httptunnel.tunnel.TunnelStats;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of one ended request. Its keys are an interface: see {@code docs/logs.md}. What is not
 * known is absent.
 *
 * @param targets whether to name the target
 * @param clients whether to name the client's address
 * @param users whether to name the user
 */
record AccessRecord(boolean targets, boolean clients, boolean users) implements RecordFormat {

  @Override
  public String of(TunnelStats stats) {
    return Json.object(json -> members(json, stats));
  }

  private void members(Json json, TunnelStats stats) {
    json.text("id", stats.id().toString())
        .text("listener", stats.client().listener())
        .text("protocol", stats.client().protocol());
    if (stats.kind() != null) {
      json.text("kind", stats.kind().code());
    }
    outcome(json, stats.outcome());
    if (stats.rule() != null) {
      json.text("rule", stats.rule().label());
    }
    if (stats.reported()) {
      json.flag("reported", true);
    }
    if (targets && stats.target() != null) {
      json.text("target", stats.target().authority());
    }
    if (targets && stats.address() != null) {
      json.text("address", NetUtil.toAddressString(stats.address()));
    }
    if (clients) {
      client(json, stats.client());
    }
    if (users && stats.user() != null) {
      json.text("user", stats.user());
    }
    direction(json, "upstream", stats.upstream());
    direction(json, "downstream", stats.downstream());
    json.text("started", RecordFormat.started(stats).toString())
        .object("timings", inner -> timings(inner, stats.timings()));
  }

  private static void outcome(Json json, Outcome outcome) {
    switch (outcome) {
      case Outcome.Refused(var refusal, var phase) ->
          json.text("outcome", "refused")
              .text("reason", refusal.code())
              .text("phase", phase.code());
      case Outcome.Abandoned(var phase) ->
          json.text("outcome", "abandoned").text("phase", phase.code());
      case Outcome.Closed(var reason, var by) ->
          json.text("outcome", "closed").text("reason", reason.code()).text("by", by.code());
    }
  }

  private static void client(Json json, ClientInfo client) {
    InetSocketAddress address = RecordFormat.numeric(client);
    if (address != null) {
      String ip = address.getAddress().getHostAddress();
      json.text("client", (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + address.getPort());
    }
  }

  private static void direction(Json json, String name, @Nullable DirectionStats stats) {
    if (stats != null) {
      json.object(
          name,
          inner ->
              inner
                  .number("bytes", stats.bytes())
                  .number("reads", stats.reads())
                  .number("throttled", stats.throttled().toMillis())
                  .text("ended", stats.ended().code()));
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
      json.number(name, duration.toMillis());
    }
  }
}
