package io.github.httptunnel.server.accesslog;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.Timings;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelId;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;

/** Ended requests to log. */
final class Requests {

  static final String TARGET = "target.example";
  static final InetAddress ADDRESS = InetAddress.ofLiteral("198.51.100.9");
  static final String CLIENT = "192.0.2.77";
  static final String USER = "alice";

  private static final Instant STARTED = Instant.parse("2026-11-23T12:00:00.987Z");

  private Requests() {}

  /** A tunnel that carried bytes and ended cleanly. */
  static TunnelStats tunnel() {
    return between(new InetSocketAddress(CLIENT, 50_000), TARGET);
  }

  /** The same between others. */
  static TunnelStats between(SocketAddress client, String target) {
    return between(client, new Host.Name(target));
  }

  /** The same to an address. */
  static TunnelStats between(SocketAddress client, byte[] target) {
    try {
      return between(client, new Host.Address(InetAddress.getByAddress(target)));
    } catch (UnknownHostException e) {
      throw new AssertionError("a target of a length that no address has", e);
    }
  }

  private static TunnelStats between(SocketAddress client, Host target) {
    return new TunnelStats(
        new TunnelId(1, 255),
        client(client),
        new Target(target, 443),
        ADDRESS,
        TunnelRequest.Kind.TUNNEL,
        USER,
        null,
        false,
        new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT),
        new DirectionStats(517, 2, Duration.ZERO, StreamEnd.FINISHED),
        new DirectionStats(5_000_000_000L, 40_000, Duration.ofMillis(1500), StreamEnd.CUT),
        new Timings(
            STARTED,
            Duration.ofMillis(3),
            Duration.ofMillis(12),
            Duration.ofNanos(34_999_999),
            Duration.ofMinutes(2)),
        null);
  }

  /** A tunnel that a rule let through. */
  static TunnelStats ruled(RuleRef rule, boolean reported) {
    TunnelStats plain = tunnel();
    return new TunnelStats(
        plain.id(),
        plain.client(),
        plain.target(),
        plain.address(),
        plain.kind(),
        plain.user(),
        rule,
        reported,
        plain.outcome(),
        plain.upstream(),
        plain.downstream(),
        plain.timings(),
        plain.trace());
  }

  /** A request that came to nothing before anything was measured. */
  static TunnelStats nothing(Outcome outcome) {
    return from(new InetSocketAddress(CLIENT, 50_000), outcome);
  }

  /** The same from another address. */
  static TunnelStats from(SocketAddress address, Outcome outcome) {
    return new TunnelStats(
        new TunnelId(0, 1),
        client(address),
        null,
        null,
        outcome,
        null,
        null,
        new Timings(STARTED, null, null, null, Duration.ofMillis(1)));
  }

  static TunnelEvent ended() {
    return new TunnelEvent.Closed(tunnel());
  }

  private static ClientInfo client(SocketAddress address) {
    return new ClientInfo(address, "main", "https", false, 0);
  }
}
