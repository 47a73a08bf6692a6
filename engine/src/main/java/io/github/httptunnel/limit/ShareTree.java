package io.github.httptunnel.limit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who is active in one direction, and what each gets of the limits above it. Confined to the
 * coordinator's loop.
 *
 * <p>On the way up, from leaves to users to clients, each limit cuts down what those below it want,
 * fairly between them. What is left of a client's want by then is what it gets, and is divided on
 * the way down. So the clients of all listeners share the process's bandwidth as equals, and what
 * one of them may not use because of its listener's limit, or its own, is the others'.
 */
final class ShareTree {

  private static final String PROCESS = "process";

  private final Tier<String> userLimits;
  private final Tier<ClientNetwork> clientLimits;
  private final Tier<String> listenerLimits;
  private final Tier<String> processLimit;
  private final Map<Party, Branch> users = new LinkedHashMap<>();
  private final Map<Party, Branch> clients = new LinkedHashMap<>();
  private final Set<LeafNode> leaves = new LinkedHashSet<>();
  private int turn;

  ShareTree(BandwidthLimits limits) {
    this.userLimits = new Tier<>(_ -> limits.perUser());
    this.clientLimits = new Tier<>(_ -> limits.perClient());
    this.listenerLimits = new Tier<>(limits.listeners()::get);
    this.processLimit = new Tier<>(_ -> limits.process());
  }

  boolean isEmpty() {
    return leaves.isEmpty();
  }

  /** The leaf has become active. */
  void add(LeafNode leaf) {
    Branch user = users.computeIfAbsent(leaf.leaf().party(), this::newUser);
    user.add(leaf);
    leaf.join(Stream.concat(user.pools().stream(), clientOf(user).pools().stream()).toList());
    leaves.add(leaf);
  }

  /**
   * Gives everybody their part of what has come since the last time, and drops who is idle.
   *
   * @return the loops where somebody waits
   */
  Set<LoopShares> distribute(long nanos) {
    turn++;
    tiers().forEach(tier -> tier.forEach(pool -> pool.refill(nanos)));
    leaves.forEach(LeafNode::measure);
    dropIdle();
    round(LeafNode::wantNeeded);
    if (!processLimit.isSpent()) {
      round(LeafNode::wantAll);
    }
    leaves.forEach(LeafNode::publish);
    Set<LoopShares> waiting = new HashSet<>();
    leaves.stream().filter(LeafNode::isWaiting).forEach(leaf -> waiting.add(leaf.leaf().home()));
    return waiting;
  }

  private void round(Consumer<LeafNode> wish) {
    leaves.forEach(wish);
    users.values().forEach(Branch::gather);
    cutDown(userLimits);
    clients.values().forEach(Branch::gather);
    cutDown(clientLimits);
    cutDown(listenerLimits);
    cutDown(processLimit);
    clients.values().forEach(client -> client.divide(turn));
    users.values().forEach(user -> user.divide(turn));
    leaves.forEach(LeafNode::give);
  }

  private void cutDown(Tier<?> limits) {
    limits.forEach(pool -> pool.divide(turn));
  }

  private void dropIdle() {
    List<LeafNode> idle = leaves.stream().filter(LeafNode::isIdle).toList();
    idle.forEach(this::drop);
    if (!idle.isEmpty()) {
      tiers().forEach(Tier::dropEmpty);
    }
  }

  private void drop(LeafNode leaf) {
    leaf.dismiss();
    leaves.remove(leaf);
    Branch user = Objects.requireNonNull(users.get(leaf.leaf().party()));
    user.remove(leaf);
    if (user.isEmpty()) {
      Branch client = clientOf(user);
      users.remove(user.party());
      leavePools(user);
      client.remove(user);
      if (client.isEmpty()) {
        clients.remove(client.party());
        leavePools(client);
      }
    }
  }

  private Branch newUser(Party party) {
    Branch user = branch(party, userLimits.pool(party.user()));
    clients.computeIfAbsent(party.wholeClient(), this::newClient).add(user);
    return user;
  }

  private Branch newClient(Party party) {
    return branch(
        party,
        clientLimits.pool(party.client()),
        listenerLimits.pool(party.listener()),
        processLimit.pool(PROCESS));
  }

  private Branch clientOf(Branch user) {
    return Objects.requireNonNull(clients.get(user.party().wholeClient()));
  }

  private static Branch branch(Party party, @Nullable Pool... pools) {
    Branch branch = new Branch(party, Stream.of(pools).filter(Objects::nonNull).toList());
    branch.pools().forEach(pool -> pool.add(branch));
    return branch;
  }

  private static void leavePools(Branch branch) {
    branch.pools().forEach(pool -> pool.remove(branch));
  }

  private Stream<Tier<?>> tiers() {
    return Stream.of(userLimits, clientLimits, listenerLimits, processLimit);
  }
}
