package io.github.httptunnel.limit;

import java.util.Collection;
import java.util.List;

/** Something that wants bytes, and gets a part of them. Confined to the coordinator's loop. */
abstract sealed class Node permits Branch, LeafNode {

  private long want;

  /** Bytes: before a division what is wanted, after it what is given. */
  final long want() {
    return want;
  }

  final void want(long bytes) {
    want = bytes;
  }

  /** What it counts for among those that it shares with. */
  abstract int weight();

  /** What the party counts for among other parties. */
  abstract int partyWeight();

  /** Cuts down what these want to what there is. */
  static void divide(long amount, Collection<? extends Node> among, int turn) {
    List<Node> nodes = List.copyOf(among);
    long[] parts =
        WaterFilling.divide(
            amount,
            nodes.stream().mapToLong(Node::want).toArray(),
            nodes.stream().mapToInt(Node::weight).toArray(),
            turn);
    for (int i = 0; i < parts.length; i++) {
      nodes.get(i).want(parts[i]);
    }
  }
}
