package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A policy that denies some addresses and keeps a list of what it was asked about. */
final class Access implements AccessPolicy {

  private final Map<InetAddress, Forbidden> denied;
  private final List<InetAddress> asked = new ArrayList<>();

  Access(Map<InetAddress, Forbidden> denied) {
    this.denied = denied;
  }

  List<InetAddress> asked() {
    return asked;
  }

  @Override
  public Decision byName(TunnelRequest request) {
    throw new IllegalStateException("the connector decides by address only");
  }

  @Override
  public Decision byAddress(TunnelRequest request, InetAddress address) {
    asked.add(address);
    Forbidden refusal = denied.get(address);
    return refusal == null ? new Decision.Allowed() : new Decision.Denied(refusal);
  }
}
