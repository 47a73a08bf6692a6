package io.github.httptunnel.tracing;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelStats;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.net.InetSocketAddress;

/** What a span says of its tunnel. The names are an interface: see {@code docs/operations.md}. */
final class SpanAttributes {

  /** Of OpenTelemetry's conventions. */
  static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

  private static final AttributeKey<String> ID = own("id");
  private static final AttributeKey<String> LISTENER = own("listener");
  private static final AttributeKey<String> PROTOCOL = own("protocol");
  private static final AttributeKey<String> OUTCOME = own("outcome");
  private static final AttributeKey<String> REASON = own("reason");
  private static final AttributeKey<String> PHASE = own("phase");
  private static final AttributeKey<String> BY = own("by");
  private static final AttributeKey<String> RULE = own("rule");
  private static final AttributeKey<Long> UPSTREAM =
      AttributeKey.longKey("http_tunnel.upstream.bytes");
  private static final AttributeKey<Long> DOWNSTREAM =
      AttributeKey.longKey("http_tunnel.downstream.bytes");

  private static final AttributeKey<String> SERVER_ADDRESS =
      AttributeKey.stringKey("server.address");
  private static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
  private static final AttributeKey<String> CLIENT_ADDRESS =
      AttributeKey.stringKey("client.address");
  private static final AttributeKey<String> USER = AttributeKey.stringKey("enduser.id");

  private SpanAttributes() {}

  private static AttributeKey<String> own(String name) {
    return AttributeKey.stringKey("http_tunnel." + name);
  }

  static void describe(Span span, TunnelStats stats, Disclosure may) {
    span.setAttribute(ID, stats.id().toString())
        .setAttribute(LISTENER, stats.client().listener())
        .setAttribute(PROTOCOL, stats.client().protocol());
    outcome(span, stats.outcome());
    if (stats.rule() != null) {
      span.setAttribute(RULE, stats.rule().label());
    }
    DirectionStats upstream = stats.upstream();
    if (upstream != null) {
      span.setAttribute(UPSTREAM, upstream.bytes());
    }
    DirectionStats downstream = stats.downstream();
    if (downstream != null) {
      span.setAttribute(DOWNSTREAM, downstream.bytes());
    }
    parties(span, stats, may);
  }

  private static void outcome(Span span, Outcome outcome) {
    switch (outcome) {
      case Outcome.Refused(var refusal, var phase) ->
          span.setAttribute(OUTCOME, "refused")
              .setAttribute(REASON, refusal.code())
              .setAttribute(PHASE, phase.code());
      case Outcome.Abandoned(var phase) ->
          span.setAttribute(OUTCOME, "abandoned").setAttribute(PHASE, phase.code());
      case Outcome.Closed(var reason, var by) ->
          span.setAttribute(OUTCOME, "closed")
              .setAttribute(REASON, reason.code())
              .setAttribute(BY, by.code());
    }
  }

  private static void parties(Span span, TunnelStats stats, Disclosure may) {
    Target target = stats.target();
    if (may.targets() && target != null) {
      span.setAttribute(SERVER_ADDRESS, bare(target.host()))
          .setAttribute(SERVER_PORT, (long) target.port());
    }
    if (may.clients()) {
      client(span, stats.client());
    }
    String user = stats.user();
    if (may.users() && user != null) {
      span.setAttribute(USER, user);
    }
  }

  /** A name would have to be asked for in the DNS. */
  private static void client(Span span, ClientInfo client) {
    if (client.address() instanceof InetSocketAddress address && !address.isUnresolved()) {
      span.setAttribute(CLIENT_ADDRESS, address.getAddress().getHostAddress());
    }
  }

  private static String bare(Host host) {
    return switch (host) {
      case Host.Name(String name) -> name;
      case Host.Address(var ip) -> ip.getHostAddress();
    };
  }
}
