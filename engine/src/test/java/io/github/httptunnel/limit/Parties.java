package io.github.httptunnel.limit;

import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.Timings;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelId;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Limits of clients and users with a clock that the test sets. */
final class Parties {

  static final String ONE = "192.0.2.1";
  static final String OTHER = "192.0.2.2";
  static final String PRIVATE = "10.0.0.1";

  long now;
  Instant day = Instant.parse("2026-11-30T12:00:00Z");
  final MemoryPressure memory = new MemoryPressure();
  final ConnectionBudget budget;
  final PartyLimits limits;

  Parties(LimitPolicy policy) {
    this(policy, 1_000_000);
  }

  /** The same with so many descriptors. */
  Parties(LimitPolicy policy, long descriptors) {
    this.budget = new ConnectionBudget(descriptors, memory, () -> {});
    this.limits =
        new PartyLimits(policy, budget, InetAddress::isSiteLocalAddress, () -> now, () -> day);
  }

  static Parties of(PerClient client) {
    return new Parties(new LimitPolicy(null, client, PerUser.off()));
  }

  static Parties of(PerUser user) {
    return new Parties(new LimitPolicy(null, PerClient.off(), user));
  }

  /** Takes a place at the door; fails if there is none. */
  Entry.Open enter(String client) {
    return switch (limits.doorkeeper().enter(address(client), new ConnectionCount())) {
      case Entry.Open open -> open;
      case Entry.Shut shut -> throw new AssertionError(shut);
    };
  }

  /** Why there is no place at the door; fails if there is one. */
  Refusal turnedAway(String client) {
    return switch (limits.doorkeeper().enter(address(client), new ConnectionCount())) {
      case Entry.Open _ -> throw new AssertionError("let in");
      case Entry.Shut(Refusal refusal) -> refusal;
    };
  }

  Permit admit(TunnelRequest request) {
    return switch (limits.limit().admit(request)) {
      case Admission.Admitted(Permit permit) -> permit;
      case Admission.Rejected rejected -> throw new AssertionError(rejected);
    };
  }

  Refusal refused(TunnelRequest request) {
    return switch (limits.limit().admit(request)) {
      case Admission.Admitted _ -> throw new AssertionError("admitted");
      case Admission.Rejected(Refusal refusal) -> refusal;
    };
  }

  /** A request of this client for this target has ended so. */
  void ended(TunnelRequest request, Refusal refusal) {
    Duration none = Duration.ZERO;
    limits
        .observer()
        .on(
            new TunnelEvent.Closed(
                new TunnelStats(
                    TunnelId.random(new Random(0)),
                    request.client(),
                    request.target(),
                    null,
                    request.kind(),
                    request.user(),
                    null,
                    false,
                    new Outcome.Refused(refusal, Phase.CONNECT),
                    null,
                    null,
                    new Timings(day, none, none, none, none),
                    null)));
  }

  long refusedFor(Measure measure) {
    return limits.counts().refused().get(measure);
  }

  static TunnelRequest request(String client, String target) {
    return request(client, target, null);
  }

  static TunnelRequest request(String client, String target, @Nullable String user) {
    return new TunnelRequest(
        new Target(new Host.Name(target), 443),
        new ClientInfo(address(client), "main", "http", false, 0),
        TunnelRequest.Kind.TUNNEL,
        user);
  }

  static InetSocketAddress address(String client) {
    return new InetSocketAddress(InetAddress.ofLiteral(client), 50_000);
  }
}
