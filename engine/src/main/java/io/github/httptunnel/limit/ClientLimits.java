package io.github.httptunnel.limit;

import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.Targets;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Limit;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What any one client may have of the process: connections, those that have not said yet what they
 * want, tunnels, and targets. Must be told of the ends of requests, to know which targets could not
 * be reached. Thread-safe.
 */
final class ClientLimits implements Limit, TunnelObserver {

  private static final Admission UNCOUNTED = new Admission.Admitted(() -> {});
  private static final Permit NOTHING = () -> {};

  private final Supplier<LimitPolicy> policy;
  private final Predicate<InetAddress> isPrivate;
  private final SipHash hash;
  private final LongSupplier nanoTime;
  private final LimitTally tally;
  private final Accounts<ClientAccount> accounts = new Accounts<>(ClientAccount::new);

  /**
   * Limits of clients that are not known yet.
   *
   * @param policy asked each time
   * @param isPrivate whether a client belongs to a private network
   * @param hash with a key of its own
   */
  ClientLimits(
      Supplier<LimitPolicy> policy,
      Predicate<InetAddress> isPrivate,
      SipHash hash,
      LongSupplier nanoTime,
      LimitTally tally) {
    this.policy = policy;
    this.isPrivate = isPrivate;
    this.hash = hash;
    this.nanoTime = nanoTime;
    this.tally = tally;
  }

  /** Takes the places of a connection that this client has opened, if there are any. */
  Entry enter(SocketAddress client) {
    PerClient limits = policy.get().client();
    if (limits.equals(PerClient.off())) {
      return new Entry.Open(NOTHING, NOTHING);
    }
    long now = nanoTime.getAsLong();
    return use(
        client,
        now,
        account -> {
          Measure exceeded = account.enter(limits, now);
          return exceeded == null
              ? new Entry.Open(
                  new Place(account::connectionEnded), new Place(account::handshakeEnded))
              : new Entry.Shut(refuse(account, exceeded, now));
        });
  }

  @Override
  public Admission admit(TunnelRequest request) {
    PerClient limits = policy.get().client();
    if (limits.equals(PerClient.off())) {
      return UNCOUNTED;
    }
    Integer mostTargets = mostTargets(limits.targets(), request.client().address());
    long target = mostTargets == null ? 0 : hashOf(request.target());
    long now = nanoTime.getAsLong();
    return use(
        request.client().address(),
        now,
        account -> {
          Measure exceeded = account.admit(limits, mostTargets, target, now);
          return exceeded == null
              ? new Admission.Admitted(new Place(account::tunnelEnded, tally::released))
              : new Admission.Rejected(refuse(account, exceeded, now));
        });
  }

  /** Notes which targets could not be reached. */
  @Override
  public void on(TunnelEvent event) {
    Integer most = policy.get().client().failedTargetsPerMinute();
    if (most != null
        && event instanceof TunnelEvent.Closed(TunnelStats stats)
        && stats.target() != null
        && stats.outcome() instanceof Outcome.Refused(Refusal refusal, _)
        && isFaultOfTarget(refusal)) {
      long target = hashOf(stats.target());
      long now = nanoTime.getAsLong();
      use(
          stats.client().address(),
          now,
          account -> {
            account.failed(target, most, now);
            return account;
          });
    }
  }

  /** Who was refused something lately. */
  List<LimitedParty> limited() {
    long now = nanoTime.getAsLong();
    List<LimitedParty> limited = new ArrayList<>();
    accounts.visit(account -> account.limited(now).ifPresent(limited::add));
    return limited;
  }

  /** How many clients are known. */
  int clients() {
    return accounts.size();
  }

  /** How often a client had to share an account. */
  long shared() {
    return accounts.overflows();
  }

  /** What a scan meets. A name server that fails says nothing about who asks. */
  private static boolean isFaultOfTarget(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Unreachable _ -> true;
      case Refusal.Unresolvable(var answer) -> answer != Refusal.Unresolvable.Answer.SERVER_FAILURE;
      case Refusal.TimedOut(var wait) -> wait == Refusal.TimedOut.Wait.CONNECT;
      default -> false;
    };
  }

  private @Nullable Integer mostTargets(@Nullable Targets targets, SocketAddress client) {
    return targets == null || (!targets.forPrivateClients() && isPrivate(client))
        ? null
        : Integer.valueOf(targets.perMinute());
  }

  private boolean isPrivate(SocketAddress client) {
    return client instanceof InetSocketAddress inet
        && inet.getAddress() != null
        && isPrivate.test(inet.getAddress());
  }

  private long hashOf(Target target) {
    return hash.of(target.authority().getBytes(StandardCharsets.US_ASCII));
  }

  private OverLimit refuse(ClientAccount account, Measure measure, long now) {
    account.refused(now);
    return tally.refuse(measure, now);
  }

  private <T> T use(SocketAddress client, long now, Function<ClientAccount, T> action) {
    ClientNetwork network = ClientNetwork.of(client);
    return accounts.use(hash.of(network.bytes()), hash.of(network.wider()), now, action);
  }
}
