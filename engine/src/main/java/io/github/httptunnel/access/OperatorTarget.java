package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;

/**
 * The rules for a target that the operator chose and no client can change: anything but this proxy
 * itself, which would be a loop. Thread-safe.
 */
public final class OperatorTarget implements AccessPolicy {

  private final OwnAddresses own;

  /** Refuses {@code own}, which may be filled later. */
  public OperatorTarget(OwnAddresses own) {
    this.own = own;
  }

  @Override
  public Decision byName(TunnelRequest request) {
    return new Decision.Allowed();
  }

  @Override
  public Decision byAddress(TunnelRequest request, InetAddress address) {
    return own.covers(address, request.target().port())
        ? new Decision.Denied(new Forbidden(Forbidden.Rule.OWN_ADDRESS))
        : new Decision.Allowed();
  }
}
