package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Proof;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Predicate;

/**
 * The rules of a listener, for the clients that it serves: those who connected when it served
 * others, or who proved who they are with what does not count any more, may not go on. Thread-safe
 * if the rules are.
 */
public final class ServedClients implements AccessPolicy {

  private final ClientFilter clients;
  private final Predicate<Proof> standing;
  private final AccessPolicy rules;

  /**
   * @param standing whether what a client has proved still counts; must not block
   * @param rules asked about clients that are served
   */
  public ServedClients(ClientFilter clients, Predicate<Proof> standing, AccessPolicy rules) {
    this.clients = clients;
    this.standing = standing;
    this.rules = rules;
  }

  @Override
  public Decision byName(TunnelRequest request) {
    return serves(request.client())
        ? rules.byName(request)
        : new Decision.Denied(new Forbidden(Forbidden.Rule.CLIENT));
  }

  private boolean serves(ClientInfo client) {
    boolean admitted =
        !(client.address() instanceof InetSocketAddress address)
            || clients.admits(address.getAddress());
    return admitted && client.proofs().stream().allMatch(standing);
  }

  @Override
  public Decision byAddress(TunnelRequest request, InetAddress address) {
    return rules.byAddress(request, address);
  }
}
