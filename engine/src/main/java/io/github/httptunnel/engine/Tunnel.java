package io.github.httptunnel.engine;

import io.github.httptunnel.relay.ChannelRelay;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.TunnelId;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request from its arrival to its end: how far it is, and what must be given back. Confined to
 * the client channel's event loop.
 */
final class Tunnel {

  private final TunnelId id;
  private final Negotiation negotiation;
  private Phase phase = Phase.ADMIT;
  private boolean over;
  private boolean established;
  private @Nullable Permit permit;
  private @Nullable Future<ConnectResult> dial;
  private @Nullable ChannelRelay relay;
  private @Nullable Duration dns;
  private @Nullable Duration connect;

  Tunnel(TunnelId id, Negotiation negotiation) {
    this.id = id;
    this.negotiation = negotiation;
  }

  TunnelId id() {
    return id;
  }

  Negotiation negotiation() {
    return negotiation;
  }

  Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    phase = next;
  }

  void hold(Permit taken) {
    permit = taken;
  }

  void dialing(Future<ConnectResult> future) {
    dial = future;
  }

  void relaying(@Nullable ChannelRelay attached) {
    relay = attached;
  }

  @Nullable ChannelRelay relay() {
    return relay;
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
    if (dial != null) {
      dial.cancel(false);
    }
    if (permit != null) {
      permit.release();
    }
    return true;
  }
}
