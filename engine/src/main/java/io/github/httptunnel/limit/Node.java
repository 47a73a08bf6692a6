package io.github.httptunnel.limit;

import java.util.Collection;

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
    if (among.size() == 1) {
      // Most clients have one user, on one loop: a thousand of them must not take a thousand
      // arrays.
      among.forEach(only -> only.want(Math.min(only.want(), amount)));
    } else {
      divideBetween(amount, among.toArray(new Node[0]), turn);
    }
  }

  private static void divideBetween(long amount, Node[] nodes, int turn) {
    long[] wants = new long[nodes.length];
    int[] weights = new int[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      wants[i] = nodes[i].want();
      weights[i] = nodes[i].weight();
    }
    long[] parts = WaterFilling.divide(amount, wants, weights, turn);
    for (int i = 0; i < nodes.length; i++) {
      nodes[i].want(parts[i]);
    }
  }
}
