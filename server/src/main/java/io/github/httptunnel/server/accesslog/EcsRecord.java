package io.github.httptunnel.server.accesslog;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.Timings;
import io.github.httptunnel.tunnel.TunnelStats;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A record in the names of the Elastic Common Schema; what that has no name for stands under {@code
 * http_tunnel}. See {@code docs/logs.md}.
 *
 * @param targets whether to name the target
 * @param clients whether to name the client's address
 * @param users whether to name the user
 */
record EcsRecord(boolean targets, boolean clients, boolean users) implements RecordFormat {

  private static final String VERSION = "8.17.0";

  @Override
  public String of(TunnelStats stats) {
    return Json.object(json ->
        json.text("@timestamp", RecordFormat.ended(stats).toString())
            .object("ecs", ecs -> ecs.text("version", VERSION))
            .object("event", event -> event(event, stats))
            .object("network", network -> network(network, stats))
            .object("source", source -> source(source, stats))
            .object("destination", destination -> destination(destination, stats))
            .object(
                "observer",
                observer -> observer.text("type", "proxy").text("product", "http-tunnel"))
            .object("http_tunnel", own -> own(own, stats)));
  }

  private static void event(Json event, TunnelStats stats) {
    event
        .text("id", stats.id().toString())
        .text("kind", "event")
        .texts("category", List.of("network"));
    switch (stats.outcome()) {
      case Outcome.Refused(var refusal, _) ->
          event
              .texts("type", List.of("connection", "denied"))
              .text("outcome", "failure")
              .text("reason", refusal.code());
      case Outcome.Abandoned _ ->
          event.texts("type", List.of("connection", "end")).text("outcome", "unknown");
      case Outcome.Closed(var reason, _) ->
          event
              .texts("type", List.of("connection", "end"))
              .text("outcome", "success")
              .text("reason", reason.code());
    }
    event
        .text("start", RecordFormat.started(stats).toString())
        .number("duration", TimeUnit.MILLISECONDS.toNanos(stats.timings().total().toMillis()));
  }

  private static void network(Json network, TunnelStats stats) {
    network.text("protocol", stats.client().protocol());
    if (stats.upstream() != null && stats.downstream() != null) {
      network.number("bytes", stats.upstream().bytes() + stats.downstream().bytes());
    }
  }

  private void source(Json source, TunnelStats stats) {
    if (stats.upstream() != null) {
      source.number("bytes", stats.upstream().bytes());
    }
    InetSocketAddress client = clients ? RecordFormat.numeric(stats.client()) : null;
    if (client != null) {
      source.text("ip", client.getAddress().getHostAddress()).number("port", client.getPort());
    }
    String name = users ? stats.user() : null;
    if (name != null) {
      source.object("user", user -> user.text("name", name));
    }
  }

  private void destination(Json destination, TunnelStats stats) {
    if (stats.downstream() != null) {
      destination.number("bytes", stats.downstream().bytes());
    }
    Target target = targets ? stats.target() : null;
    if (target != null) {
      destination
          .text(
              target.host() instanceof Host.Name ? "domain" : "ip",
              RecordFormat.bare(target.host()))
          .number("port", target.port());
      if (stats.address() != null && target.host() instanceof Host.Name) {
        destination.text("ip", NetUtil.toAddressString(stats.address()));
      }
    }
  }

  private static void own(Json own, TunnelStats stats) {
    ClientInfo client = stats.client();
    own.text("listener", client.listener());
    if (stats.kind() != null) {
      own.text("kind", stats.kind().code());
    }
    switch (stats.outcome()) {
      case Outcome.Refused(_, var phase) ->
          own.text("outcome", "refused").text("phase", phase.code());
      case Outcome.Abandoned(var phase) ->
          own.text("outcome", "abandoned").text("phase", phase.code());
      case Outcome.Closed(_, var by) -> own.text("outcome", "closed").text("by", by.code());
    }
    if (stats.rule() != null) {
      own.text("rule", stats.rule().label());
    }
    if (stats.reported()) {
      own.flag("reported", true);
    }
    direction(own, "upstream", stats.upstream());
    direction(own, "downstream", stats.downstream());
    own.object("timings", timings -> timings(timings, stats.timings()));
  }

  private static void direction(Json own, String name, @Nullable DirectionStats stats) {
    if (stats != null) {
      own.object(
          name,
          inner ->
              inner
                  .number("reads", stats.reads())
                  .number("throttled", stats.throttled().toMillis())
                  .text("ended", stats.ended().code()));
    }
  }

  private static void timings(Json json, Timings timings) {
    millis(json, "negotiate", timings.negotiate());
    millis(json, "dns", timings.dns());
    millis(json, "connect", timings.connect());
  }

  private static void millis(Json json, String name, @Nullable Duration duration) {
    if (duration != null) {
      json.number(name, duration.toMillis());
    }
  }
}
