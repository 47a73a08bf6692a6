package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The rules of a listener, for the clients that it serves: those who connected when it served
 * others may not go on asking. Thread-safe if the rules are.
 */
public final class ServedClients implements AccessPolicy {

  private final ClientFilter clients;
  private final AccessPolicy rules;

  /**
   * @param rules asked about clients that are served
   */
  public ServedClients(ClientFilter clients, AccessPolicy rules) {
    this.clients = clients;
    this.rules = rules;
  }

  @Override
  public Decision byName(TunnelRequest request) {
    return request.client().address() instanceof InetSocketAddress client
            && !clients.admits(client.getAddress())
        ? new Decision.Denied(new Forbidden(Forbidden.Rule.CLIENT))
        : rules.byName(request);
  }

  @Override
  public Decision byAddress(TunnelRequest request, InetAddress address) {
    return rules.byAddress(request, address);
  }
}
