package io.github.httptunnel.server.api;

import io.github.httptunnel.engine.LiveTunnel;
import io.github.httptunnel.server.accesslog.Json;
import io.github.httptunnel.tunnel.TunnelRequest;
import org.jspecify.annotations.Nullable;

/** A live tunnel for machines; what is not known, or must not be told, is absent. */
final class RowJson {

  private RowJson() {}

  static void write(Json json, Row row, Naming naming) {
    LiveTunnel tunnel = row.tunnel();
    TunnelRequest request = tunnel.request();
    json.text("id", tunnel.id().toString())
        .text("listener", request.client().listener())
        .text("protocol", request.client().protocol())
        .text("kind", request.kind().code())
        .text("phase", tunnel.phase().code())
        .number("age_millis", tunnel.age().toMillis())
        .number("upstream_bytes", tunnel.upstreamBytes())
        .number("downstream_bytes", tunnel.downstreamBytes())
        .number("upstream_bytes_per_second", row.upstreamRate())
        .number("downstream_bytes_per_second", row.downstreamRate());
    optional(json, "rule", tunnel.rule() == null ? null : tunnel.rule().label());
    optional(json, "target", naming.target(request));
    optional(json, "client", naming.client(request));
    optional(json, "user", naming.user(request));
  }

  private static void optional(Json json, String name, @Nullable String value) {
    if (value != null) {
      json.text(name, value);
    }
  }
}
