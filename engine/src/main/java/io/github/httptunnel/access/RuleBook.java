package io.github.httptunnel.access;

import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.access.Step.Effect;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that decides where clients may go. Immutable but for the lists and addresses it shares;
 * thread-safe.
 *
 * <p>By name: what is blocked, then the {@link Judgement} of the rules, then the port. By address:
 * our own listeners, then the kinds of {@link ReservedRanges}, then the rules once more, as now
 * those about addresses can say what they mean.
 *
 * <p>Who wants to know how a decision comes about gives a {@link Trace}; there is no other way to
 * one.
 */
public final class RuleBook implements ExplainedPolicy {

  /** What RFC 9110 §9.3.6 asks for: clients elsewhere may only tunnel to a known safe port. */
  private static final Set<Integer> SAFE_TUNNEL_PORTS = Set.of(443);

  /** Where plain web servers are; behind most other ports something else would read requests. */
  private static final Set<Integer> SAFE_PLAIN_PORTS = Set.of(80, 8080);

  private static final Decision ALLOWED = new Decision.Allowed();

  private final AccessConfig config;
  private final OwnAddresses own;
  private final Map<String, NameList> lists;
  private final InstantSource clock;
  private final Judgement judgement;

  /** The rules of a configuration that names no lists; {@code own} may be filled later. */
  public RuleBook(AccessConfig config, OwnAddresses own) {
    this(config, own, Map.of(), InstantSource.system());
  }

  /**
   * The rules of the configuration.
   *
   * @param own may be filled later
   * @param lists by name, at least those that rules name
   * @param clock for rules about times
   */
  public RuleBook(
      AccessConfig config, OwnAddresses own, Map<String, NameList> lists, InstantSource clock) {
    this.config = config;
    this.own = own;
    this.lists = Map.copyOf(lists);
    this.clock = clock;
    this.judgement = new Judgement(config.rules(), config.allowedTargets());
  }

  @Override
  public Decision byName(TunnelRequest request, @Nullable Trace trace) {
    if (isBlocked(request, trace)) {
      return denied(Forbidden.Rule.BLOCKED);
    }
    Decision decision = ALLOWED;
    if (!judgement.isSilent()) {
      decision = judgement.on(Asked.byName(request, clock.instant(), lists), trace);
    }
    return decision instanceof Decision.Denied || allowsPort(request, trace)
        ? decision
        : denied(Forbidden.Rule.PORT);
  }

  @Override
  public Decision byAddress(TunnelRequest request, InetAddress address, @Nullable Trace trace) {
    if (own.covers(address, request.target().port())) {
      tell(trace, Step.OWN_ADDRESS);
      return denied(Forbidden.Rule.OWN_ADDRESS);
    }
    if (!allowsKind(request, address, trace)) {
      return denied(Forbidden.Rule.PRIVATE_ADDRESS);
    }
    // without rules an address changes nothing about what was said of the name
    return config.rules().rules().isEmpty()
        ? ALLOWED
        : judgement.on(Asked.byAddress(request, address, clock.instant(), lists), trace);
  }

  private boolean isBlocked(TunnelRequest request, @Nullable Trace trace) {
    if (config.blockedTargets() == null) {
      return false;
    }
    boolean blocked = config.blockedTargets().matcher(request.target().authority()).find();
    tell(
        trace,
        Step.of(
            "target_connection.blocked_targets", blocked ? Effect.DENIES : Effect.PASSES, null));
    return blocked;
  }

  private boolean allowsPort(TunnelRequest request, @Nullable Trace trace) {
    boolean tunnel = request.kind() == TunnelRequest.Kind.TUNNEL;
    Set<Integer> configured = tunnel ? config.connectPorts() : config.plainPorts();
    Set<Integer> safe = tunnel ? SAFE_TUNNEL_PORTS : SAFE_PLAIN_PORTS;
    int port = request.target().port();
    boolean allowed =
        configured == null
            ? request.client().onThisMachine() || safe.contains(port)
            : configured.contains(port);
    tell(
        trace,
        Step.of(
            tunnel ? "access.ports.connect" : "access.ports.plain",
            allowed ? Effect.PASSES : Effect.DENIES,
            null));
    return allowed;
  }

  private boolean allowsKind(TunnelRequest request, InetAddress address, @Nullable Trace trace) {
    AddressKind kind = ReservedRanges.kindOf(address);
    boolean allowed =
        kind == AddressKind.PUBLIC
            || (!kind.isNeverATarget() && allowsPrivate(request.client(), address));
    tell(
        trace,
        Step.of("access.private_targets", allowed ? Effect.PASSES : Effect.DENIES, kind.code()));
    return allowed;
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

  private static Decision denied(Forbidden.Rule rule) {
    return new Decision.Denied(new Forbidden(rule));
  }

  private static void tell(@Nullable Trace trace, Step step) {
    if (trace != null) {
      trace.step(step);
    }
  }
}
