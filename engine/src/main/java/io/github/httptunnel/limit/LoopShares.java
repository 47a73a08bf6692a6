package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Share;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The parties that have flows on one event loop, in one direction. Confined to that loop. */
final class LoopShares implements Runnable {

  private final EventLoop loop;
  private final Coordinator coordinator;
  private final Map<Party, Leaf> leaves = new HashMap<>();
  private final Set<Leaf> queued = new LinkedHashSet<>();

  LoopShares(EventLoop loop, Coordinator coordinator) {
    this.loop = loop;
    this.coordinator = coordinator;
  }

  /** A flow of the party; a party that is new here may use the credit at once. */
  Share open(Party party, int weight, long credit) {
    return leaves.computeIfAbsent(party, _ -> new Leaf(party, this, credit)).open(weight);
  }

  /** Serves those who wait as soon as the loop comes to it. From any thread. */
  void serveSoon() {
    LoopTask.start(loop, this);
  }

  /** Serves those who wait, on the loop. */
  @Override
  public void run() {
    List.copyOf(queued).forEach(Leaf::serve);
  }

  /** Whether flows of this leaf wait. */
  void queues(Leaf leaf, boolean some) {
    if (some) {
      queued.add(leaf);
    } else {
      queued.remove(leaf);
    }
  }

  void enlist(LeafNode node) {
    coordinator.enlist(node);
  }

  void forget(Leaf leaf) {
    leaves.remove(leaf.party());
  }

  int size() {
    return leaves.size();
  }

  EventLoop loop() {
    return loop;
  }
}
