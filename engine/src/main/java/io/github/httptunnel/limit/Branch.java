package io.github.httptunnel.limit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A user with the event loops it is on, or a client with its users. */
final class Branch extends Node {

  private final Party party;
  private final List<Pool> pools;
  private final Set<Node> parts = new LinkedHashSet<>();
  private int weight = 1;

  /** A branch without parts, bound by these pools. */
  Branch(Party party, List<Pool> pools) {
    this.party = party;
    this.pools = pools;
  }

  Party party() {
    return party;
  }

  List<Pool> pools() {
    return pools;
  }

  void add(Node part) {
    parts.add(part);
  }

  void remove(Node part) {
    parts.remove(part);
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /**
   * It wants what its parts want, and weighs what the heaviest of them that wants anything does.
   */
  void gather() {
    long sum = 0;
    weight = 1;
    for (Node part : parts) {
      sum += part.want();
      weight = part.want() > 0 ? Math.max(weight, part.partyWeight()) : weight;
    }
    want(sum);
  }

  /** Gives its parts what it has been given. */
  void divide(int turn) {
    divide(want(), parts, turn);
  }

  @Override
  int weight() {
    return weight;
  }

  @Override
  int partyWeight() {
    return weight;
  }
}
