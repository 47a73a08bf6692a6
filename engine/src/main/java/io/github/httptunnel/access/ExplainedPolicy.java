package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What decides on requests and can say how it does: one and the same code for both, so that an
 * explanation cannot differ from the decision.
 */
public sealed interface ExplainedPolicy extends AccessPolicy permits RuleBook, OperatorTarget {

  /**
   * Decides on a request before anything is looked up.
   *
   * @param trace told of each step on the way; absent: nobody wants to know
   */
  Decision byName(TunnelRequest request, @Nullable Trace trace);

  /**
   * Decides on one of the target's addresses.
   *
   * @param trace told of each step on the way; absent: nobody wants to know
   */
  Decision byAddress(TunnelRequest request, InetAddress address, @Nullable Trace trace);

  @Override
  default Decision byName(TunnelRequest request) {
    return byName(request, null);
  }

  @Override
  default Decision byAddress(TunnelRequest request, InetAddress address) {
    return byAddress(request, address, null);
  }
}
