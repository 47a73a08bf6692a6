package io.github.httptunnel.engine;

import io.github.httptunnel.relay.Relay;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.Screening;
import io.github.httptunnel.tunnel.TunnelId;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request from its arrival to its end: how far it is, and what must be given back. Confined to
 * the client channel's event loop.
 */
final class Tunnel {

  private final TunnelId id;
  private final TunnelRequest request;
  private final Regime regime;
  private final Duration negotiated;
  private final EventLoop loop;
  private @Nullable Negotiation negotiation;
  private Phase phase = Phase.ADMIT;
  private boolean over;
  private boolean established;
  private @Nullable RuleRef rule;
  private boolean reported;
  private @Nullable Permit permit;
  private @Nullable Future<ConnectResult> dial;
  private @Nullable Relay relay;
  private @Nullable Screening screening;
  private @Nullable InetAddress address;
  private @Nullable Future<?> sentence;
  private @Nullable Future<?> due;
  private @Nullable Duration dns;
  private @Nullable Duration connect;

  Tunnel(TunnelId id, Negotiation negotiation, Regime regime) {
    this.id = id;
    this.request = negotiation.request();
    this.regime = regime;
    this.negotiated = negotiation.negotiated();
    this.loop = negotiation.client().eventLoop();
    this.negotiation = negotiation;
  }

  TunnelId id() {
    return id;
  }

  TunnelRequest request() {
    return request;
  }

  Regime regime() {
    return regime;
  }

  Duration negotiated() {
    return negotiated;
  }

  EventLoop loop() {
    return loop;
  }

  /** Whom to answer; not to be asked for when {@link #answered()}. */
  Negotiation negotiation() {
    return Objects.requireNonNull(negotiation, "a tunnel on sockets has nobody to answer any more");
  }

  /** Lets go of what only an answer needs: with its channels it is most of what a tunnel holds. */
  void answered() {
    negotiation = null;
    dial = null;
    screening = null;
  }

  Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    phase = next;
  }

  /**
   * Notes what the access rules say, the last time for good.
   *
   * @return what to tell the client; absent if it may go on
   */
  @Nullable Refusal judged(Decision decision) {
    return switch (decision) {
      case Decision.Allowed(var byRule, var noticed) -> {
        rule = byRule;
        reported = noticed;
        yield null;
      }
      case Decision.Denied(Refusal refusal, var byRule) -> {
        rule = byRule;
        reported = false;
        yield refusal;
      }
    };
  }

  /** Notes which rule was in the way to the target, if that is why it was not reached. */
  void unreached(Refusal refusal, @Nullable RuleRef byRule) {
    if (refusal instanceof Refusal.Forbidden) {
      rule = byRule;
      reported = false;
    }
  }

  @Nullable RuleRef rule() {
    return rule;
  }

  boolean reported() {
    return reported;
  }

  void hold(Permit taken) {
    permit = taken;
  }

  void dialing(Future<ConnectResult> future) {
    dial = future;
  }

  void relaying(@Nullable Relay attached) {
    relay = attached;
  }

  @Nullable Relay relay() {
    return relay;
  }

  void screenedBy(@Nullable Screening by) {
    screening = by;
  }

  /** Who looks at what the client sends first; absent if nobody does. */
  @Nullable Screening screening() {
    return screening;
  }

  /** As it is now. */
  LiveTunnel look(long now) {
    return new LiveTunnel(
        id,
        request,
        rule,
        phase,
        Duration.ofNanos(now - request.client().acceptedNanos()),
        relay == null ? 0 : relay.carried(Direction.UPSTREAM),
        relay == null ? 0 : relay.carried(Direction.DOWNSTREAM));
  }

  /** How many bytes are held for it in the memory of this process. */
  long held() {
    return (relay == null ? 0 : relay.held()) + (screening == null ? 0 : screening.held());
  }

  /**
   * Notes that the target was reached.
   *
   * @return what the access rules have against that address, which may be an earlier request's
   */
  @Nullable Refusal reached(ConnectResult.Connected connected) {
    measured(connected.dns(), connected.connect());
    address = connected.address();
    return address == null ? null : judged(regime.access().byAddress(request, address));
  }

  /** What it may do. */
  RelayRules rules() {
    return regime.rules(rule);
  }

  /** Where the target's connection leads; absent while there is none. */
  @Nullable InetAddress address() {
    return address;
  }

  /** It will be judged again at some time. */
  void due(Future<?> judgement) {
    due = judgement;
  }

  /** It is denied, and has some time left from the first such news on. */
  void condemn(Supplier<Future<?>> execution) {
    if (sentence == null) {
      sentence = execution.get();
    }
  }

  /** It is allowed, perhaps again. */
  void reprieve() {
    if (sentence != null) {
      sentence.cancel(false);
      sentence = null;
    }
  }

  /**
   * Notes that bytes flow.
   *
   * @return false if that was noted before
   */
  boolean establish() {
    boolean first = !established;
    established = true;
    return first;
  }

  void measured(@Nullable Duration dnsTime, @Nullable Duration connectTime) {
    dns = dnsTime;
    connect = connectTime;
  }

  @Nullable Duration dns() {
    return dns;
  }

  @Nullable Duration connect() {
    return connect;
  }

  boolean isOver() {
    return over;
  }

  /**
   * Ends this request: what it holds is given back, an attempt to connect is called off.
   *
   * @return false if it was over already
   */
  boolean end() {
    if (over) {
      return false;
    }
    over = true;
    reprieve();
    if (due != null) {
      due.cancel(false);
    }
    if (dial != null) {
      dial.cancel(false);
    }
    if (permit != null) {
      permit.release();
    }
    return true;
  }
}
