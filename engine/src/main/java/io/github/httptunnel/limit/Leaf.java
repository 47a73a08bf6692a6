package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Share;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * The flows of one party on one event loop, and the bytes that they may use together. Confined to
 * that loop; the {@link Coordinator} sees its {@link Meter} only.
 *
 * <p>Flows that find too little queue up. While any are queued, others get nothing but queue up
 * behind them; when bytes come, each has a turn, in order, with an equal part of them, and queues
 * up again if it wants more. So nobody overtakes, and a large flow delays a small one by one tick.
 */
final class Leaf {

  /**
   * The least worth a write and a packet of its own. Less is given only to who wants no more; the
   * others save up.
   */
  static final int LEAST = 512;

  private final Party party;
  private final LoopShares home;
  private final Meter meter;
  private final LeafNode node;
  private final SequencedSet<TunnelShare> queue = new LinkedHashSet<>();
  private int open;
  private boolean enlisted;
  private @Nullable TunnelShare served;
  private long turn;

  /** A party without flows, which may use as much as the credit before anybody gives it more. */
  Leaf(Party party, LoopShares home, long credit) {
    this.party = party;
    this.home = home;
    this.meter = new Meter(credit);
    this.node = new LeafNode(this, meter, credit);
  }

  Party party() {
    return party;
  }

  LoopShares home() {
    return home;
  }

  /** A flow more; what its request weighs is what the party weighs from now on. */
  Share open(int weight) {
    open++;
    meter.weight(weight);
    return new TunnelShare(this);
  }

  int take(TunnelShare flow, int bytes) {
    enlist();
    long room = roomOf(flow);
    if (room < Math.min(bytes, LEAST)) {
      return 0;
    }
    int given = (int) Math.min(bytes, room);
    meter.use(given);
    turn -= given;
    return given;
  }

  void enqueue(TunnelShare flow) {
    queue.add(flow);
    queueChanged();
    enlist();
    // What came since it took would wait for the next tick. Whoever has a turn needs no other.
    if (served == null && isNextReady()) {
      home.serveSoon();
    }
  }

  void leave(TunnelShare flow) {
    if (queue.remove(flow)) {
      queueChanged();
    }
    open--;
    forgetIfGone();
  }

  /** Gives turns to those in the queue, for as long as there is something to give. */
  void serve() {
    long before;
    do {
      before = meter.used();
      serveEachOnce();
    } while (meter.used() != before && isNextReady());
  }

  /**
   * The coordinator looks after this leaf no longer, since it was idle.
   *
   * @param used what it had used when the coordinator last looked
   */
  void dismiss(long used) {
    enlisted = false;
    if (meter.used() != used || !queue.isEmpty()) {
      enlist();
    }
    forgetIfGone();
  }

  private void serveEachOnce() {
    int turns = queue.size();
    long each = Math.max(LEAST, meter.room() / Math.max(turns, 1));
    for (; turns > 0 && isNextReady(); turns--) {
      served = queue.removeFirst();
      queueChanged();
      turn = each;
      served.resume();
      served = null;
    }
  }

  private boolean isNextReady() {
    return !queue.isEmpty() && meter.room() >= Math.min(LEAST, queue.getFirst().missing());
  }

  private long roomOf(TunnelShare flow) {
    if (flow == served) {
      return Math.min(turn, meter.room());
    }
    return queue.isEmpty() ? meter.room() : 0;
  }

  private void queueChanged() {
    meter.waiting(queue.size());
    home.queues(this, !queue.isEmpty());
  }

  private void enlist() {
    if (!enlisted) {
      enlisted = true;
      home.enlist(node);
    }
  }

  /** Not before it is idle: who comes back at once must not find its debts forgotten. */
  private void forgetIfGone() {
    if (open == 0 && !enlisted) {
      home.forget(this);
    }
  }
}
