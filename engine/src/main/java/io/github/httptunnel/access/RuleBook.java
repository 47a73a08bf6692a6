package io.github.httptunnel.access;

import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Refusal.Forbidden.Rule;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The operator's rules on where clients may go. Immutable but for the addresses it shares;
 * thread-safe.
 *
 * <p>By name: what is blocked, then what is allowed, then the port. By address: our own listeners,
 * then the kinds of {@link ReservedRanges}.
 */
public final class RuleBook implements AccessPolicy {

  /** What RFC 9110 §9.3.6 asks for: clients elsewhere may only tunnel to a known safe port. */
  private static final Set<Integer> SAFE_TUNNEL_PORTS = Set.of(443);

  /** Where plain web servers are; behind most other ports something else would read requests. */
  private static final Set<Integer> SAFE_PLAIN_PORTS = Set.of(80, 8080);

  private static final Decision ALLOWED = new Decision.Allowed();

  private final AccessConfig config;
  private final OwnAddresses own;

  /** The rules of the configuration; {@code own} may be filled later. */
  public RuleBook(AccessConfig config, OwnAddresses own) {
    this.config = config;
    this.own = own;
  }

  @Override
  public Decision byName(TunnelRequest request) {
    String target = request.target().authority();
    if (config.blockedTargets() != null && config.blockedTargets().matcher(target).find()) {
      return denied(Rule.BLOCKED);
    }
    if (config.allowedTargets() != null && !config.allowedTargets().matcher(target).find()) {
      return denied(Rule.NOT_ALLOWED);
    }
    return allowsPort(request) ? ALLOWED : denied(Rule.PORT);
  }

  @Override
  public Decision byAddress(TunnelRequest request, InetAddress address) {
    if (own.covers(address, request.target().port())) {
      return denied(Rule.OWN_ADDRESS);
    }
    AddressKind kind = ReservedRanges.kindOf(address);
    boolean allowed =
        kind == AddressKind.PUBLIC
            || (!kind.isNeverATarget() && allowsPrivate(request.client(), address));
    return allowed ? ALLOWED : denied(Rule.PRIVATE_ADDRESS);
  }

  private boolean allowsPort(TunnelRequest request) {
    return switch (request.kind()) {
      case TUNNEL -> allowsPort(request, config.connectPorts(), SAFE_TUNNEL_PORTS);
      case EXCHANGE -> allowsPort(request, config.plainPorts(), SAFE_PLAIN_PORTS);
    };
  }

  private static boolean allowsPort(
      TunnelRequest request, @Nullable Set<Integer> configured, Set<Integer> safe) {
    int port = request.target().port();
    return configured == null
        ? request.client().onThisMachine() || safe.contains(port)
        : configured.contains(port);
  }

  /** Clients on this machine reach its networks without us: keeping them out protects nothing. */
  private boolean allowsPrivate(ClientInfo client, InetAddress address) {
    return config.privateTargets() == PrivateTargets.ALLOW
        || (config.privateTargets() == null && client.onThisMachine())
        || isExcepted(EmbeddedIpv4.unmapped(address));
  }

  private boolean isExcepted(InetAddress address) {
    return config.privateTargetsExcept().stream().anyMatch(block -> block.contains(address));
  }

  private static Decision denied(Rule rule) {
    return new Decision.Denied(new Forbidden(rule));
  }
}
