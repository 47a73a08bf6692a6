package io.github.httptunnel.server.accesslog;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.TunnelStats;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How the end of a request is written down: as one JSON object on one line. Stateless. */
interface RecordFormat {

  /** The text, without the line's end. */
  String of(TunnelStats stats);

  /** The one that is configured. */
  static RecordFormat of(LogConfig config) {
    return switch (config.recordTemplate()) {
      case DEFAULT -> new AccessRecord(config.targets(), config.clients(), config.users());
      case ECS -> new EcsRecord(config.targets(), config.clients(), config.users());
      case OTEL -> new OtelRecord(config.targets(), config.clients(), config.users());
    };
  }

  /** Whole seconds: with finer ones, records of two observers are easily matched to each other. */
  static Instant started(TunnelStats stats) {
    return stats.timings().started().truncatedTo(ChronoUnit.SECONDS);
  }

  /** When it was over, in whole seconds too. */
  static Instant ended(TunnelStats stats) {
    return stats.timings().started().plus(stats.timings().total()).truncatedTo(ChronoUnit.SECONDS);
  }

  /** A target's name or address, without the brackets of an authority. */
  static String bare(Host host) {
    return switch (host) {
      case Host.Name(String name) -> name;
      case Host.Address(var ip) -> ip.getHostAddress();
    };
  }

  /** A client's address if it is a number: its name would have to be asked for in the DNS. */
  static @Nullable InetSocketAddress numeric(ClientInfo client) {
    return client.address() instanceof InetSocketAddress inet && !inet.isUnresolved() ? inet : null;
  }
}
