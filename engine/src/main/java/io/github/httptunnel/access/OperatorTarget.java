package io.github.httptunnel.access;

import io.github.httptunnel.access.Step.Effect;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The rules for a target that the operator chose and no client can change: anything but this proxy
 * itself, which would be a loop. Thread-safe.
 */
public final class OperatorTarget implements ExplainedPolicy {

  private final OwnAddresses own;

  /** Refuses {@code own}, which may be filled later. */
  public OperatorTarget(OwnAddresses own) {
    this.own = own;
  }

  @Override
  public Decision byName(TunnelRequest request, @Nullable Trace trace) {
    if (trace != null) {
      trace.step(Step.of("the listener's own target", Effect.ALLOWS, null));
    }
    return new Decision.Allowed();
  }

  @Override
  public Decision byAddress(TunnelRequest request, InetAddress address, @Nullable Trace trace) {
    if (!own.covers(address, request.target().port())) {
      return new Decision.Allowed();
    }
    if (trace != null) {
      trace.step(Step.OWN_ADDRESS);
    }
    return new Decision.Denied(new Forbidden(Forbidden.Rule.OWN_ADDRESS));
  }
}
