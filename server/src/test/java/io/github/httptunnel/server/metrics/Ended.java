package io.github.httptunnel.server.metrics;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.Timings;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelId;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;

/** Requests that are over, to be counted. */
final class Ended {

  static final Outcome CLEANLY = new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT);

  private Ended() {}

  static TunnelEvent tunnel(Outcome outcome) {
    return request("main", "http", outcome, TunnelRequest.Kind.TUNNEL);
  }

  static TunnelEvent request(
      String listener, String protocol, Outcome outcome, TunnelRequest.Kind kind) {
    return between(client(listener, protocol, 1), "target.example", outcome, kind);
  }

  static TunnelEvent between(
      ClientInfo client, String target, Outcome outcome, TunnelRequest.Kind kind) {
    Timings timings =
        new Timings(
            Instant.EPOCH,
            Duration.ofMillis(1),
            Duration.ofMillis(7),
            Duration.ofMillis(40),
            Duration.ofSeconds(3));
    return new TunnelEvent.Closed(
        new TunnelStats(
            new TunnelId(0, 1),
            client,
            new Target(new Host.Name(target), 443),
            kind,
            outcome,
            null,
            null,
            timings));
  }

  /** One of many clients. */
  static ClientInfo client(String listener, String protocol, int number) {
    byte[] address = {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    try {
      InetSocketAddress from = new InetSocketAddress(InetAddress.getByAddress(address), 50_000);
      return new ClientInfo(from, listener, protocol, false, 0);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }
}
