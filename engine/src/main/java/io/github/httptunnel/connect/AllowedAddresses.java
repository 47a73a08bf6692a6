package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a request may be connected to.
 *
 * @param allowed in the order given
 * @param denied why the first of the others is not among them; absent when all are
 */
record AllowedAddresses(List<InetAddress> allowed, Decision.@Nullable Denied denied) {

  static AllowedAddresses among(
      List<InetAddress> addresses, TunnelRequest request, AccessPolicy access) {
    List<InetAddress> allowed = new ArrayList<>();
    Decision.Denied denied = null;
    for (InetAddress address : addresses) {
      switch (access.byAddress(request, address)) {
        case Decision.Allowed _ -> allowed.add(address);
        case Decision.Denied no -> denied = denied == null ? no : denied;
      }
    }
    return new AllowedAddresses(List.copyOf(allowed), denied);
  }
}
