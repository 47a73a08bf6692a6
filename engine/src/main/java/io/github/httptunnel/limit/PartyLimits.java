package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.Limit;
import io.github.httptunnel.tunnel.TunnelObserver;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The limits of clients and users under one policy, which may be replaced while they hold: what is
 * counted stays counted, what is there already is not ended, and what is new is judged by the new
 * policy. Counts begin where something is limited: what came before is not counted.
 *
 * <p>Accounts are kept under hashes with a key that is made here and is nowhere else, in memory
 * only. Thread-safe, hence the reference.
 */
public final class PartyLimits {

  private final AtomicReference<LimitPolicy> policy;
  private final LimitTally tally = new LimitTally();
  private final ClientLimits clients;
  private final UserLimits users;
  private final Doorkeeper doorkeeper;
  private final LongSupplier nanoTime;

  /**
   * Limits under which nobody has anything yet.
   *
   * @param budget asked for each connection that its client may have
   * @param isPrivate whether a client belongs to a private network
   * @param nanoTime any one clock
   * @param wallClock says which day it is
   */
  public PartyLimits(
      LimitPolicy policy,
      ConnectionBudget budget,
      Predicate<InetAddress> isPrivate,
      LongSupplier nanoTime,
      InstantSource wallClock) {
    this.policy = new AtomicReference<>(policy);
    this.nanoTime = nanoTime;
    SecureRandom random = new SecureRandom();
    this.clients =
        new ClientLimits(this.policy::get, isPrivate, SipHash.random(random), nanoTime, tally);
    this.users =
        new UserLimits(this.policy::get, SipHash.random(random), nanoTime, wallClock, tally);
    this.doorkeeper = new Doorkeeper(this.policy::get, clients, budget);
  }

  /** Replaces the policy. */
  public void policy(LimitPolicy next) {
    policy.set(next);
  }

  /** Judges connections. */
  public Doorkeeper doorkeeper() {
    return doorkeeper;
  }

  /** Judges requests. */
  public Limit limit() {
    return new AllOf(clients, users);
  }

  /** Must be told of the ends of requests. */
  public TunnelObserver observer() {
    return clients;
  }

  /** The same bandwidth, with what users carry noted where that is limited. */
  public Bandwidth noting(Bandwidth bandwidth) {
    return users.noting(bandwidth);
  }

  /**
   * Who is refused at the moment, those first that are refused most often. Takes some milliseconds
   * if there is anybody, as all who are known are looked at.
   *
   * @param most how many at most
   */
  public List<LimitedParty> limited(int most) {
    if (!tally.refusedLately(nanoTime.getAsLong())) {
      return List.of();
    }
    List<LimitedParty> all = new ArrayList<>(clients.limited());
    all.addAll(users.limited());
    return all.stream()
        .sorted(Comparator.comparingLong(LimitedParty::refused).reversed())
        .limit(most)
        .toList();
  }

  /** What was refused, and what there is. */
  public LimitCounts counts() {
    return new LimitCounts(
        tally.refused(),
        doorkeeper.handshakes(),
        doorkeeper.refused(),
        clients.clients(),
        users.users(),
        clients.shared() + users.shared(),
        tally.surplus());
  }
}
