package io.github.httptunnel.limit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the coordinator knows of one {@link Leaf}. Confined to the coordinator's loop.
 *
 * <p>What a leaf was given and has not used is taken back at each tick, and given out afresh. What
 * it used beyond that, on credit, it pays back out of what it is given next.
 */
final class LeafNode extends Node {

  /** More than anybody can use in one tick, and small enough to be added up for millions. */
  private static final long ALL = 1L << 40;

  /** The most that may be used before it is given. */
  private static final long MOST_CREDIT = 16 * 1024;

  private static final long CREDIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** With ticks at least 20 ms apart, after these the leaf's pools are full again. */
  private static final int IDLE_TICKS = 5;

  private final Leaf leaf;
  private final Meter meter;
  private final List<Pool> pools = new ArrayList<>();
  private long given;
  private long used;
  private long usedLately;
  private long credit;
  private int waiting;
  private int idleTicks;

  LeafNode(Leaf leaf, Meter meter, long credit) {
    this.leaf = leaf;
    this.meter = meter;
    this.credit = credit;
  }

  /**
   * What a party may use before it is given anything.
   *
   * @param rate bytes per second that it may hope for
   */
  static long credit(long rate) {
    return Math.min(MOST_CREDIT, new Pool(rate).equalPart(CREDIT_NANOS));
  }

  Leaf leaf() {
    return leaf;
  }

  /** From now on these bind it. */
  void join(List<Pool> binding) {
    idleTicks = 0;
    pools.addAll(binding);
    pools.forEach(Pool::leafAdded);
  }

  /** Looks what the loop has used since the last time, and takes back what it has not. */
  void measure() {
    waiting = meter.waiting();
    int saved = waiting > 0 ? Leaf.LEAST : 0;
    // Forbidden first and counted then: else it could be used here and given to others, too.
    meter.allow(Math.min(given, meter.used() + saved) + credit);
    long total = meter.used();
    usedLately = total - used;
    used = total;
    takeBack(Math.max(0, given - used - saved));
    boolean active = usedLately > 0 || waiting > 0 || given < used;
    idleTicks = active ? 0 : idleTicks + 1;
  }

  /** Whether it is not worth looking after: idle for long enough, or its loop has ended. */
  boolean isIdle() {
    return idleTicks >= IDLE_TICKS || leaf.home().loop().isShutdown();
  }

  /** Whether flows wait at this moment. */
  boolean isWaiting() {
    return meter.waiting() > 0;
  }

  /** Wants its debts and twice what it used lately, or, if flows wait, all there is. */
  void wantNeeded() {
    long debt = Math.max(0, used - given);
    want(waiting > 0 ? ALL : debt + 2 * usedLately);
  }

  /** Wants whatever is over, in case that it has more to send than it had lately. */
  void wantAll() {
    want(ALL);
  }

  /** Gets what the divisions left of its want. */
  void give() {
    given += want();
    pools.forEach(pool -> pool.spend(want()));
  }

  /** Tells the loop what it may use. */
  void publish() {
    credit = MOST_CREDIT;
    for (Pool pool : pools) {
      credit = Math.min(credit, pool.equalPart(CREDIT_NANOS));
    }
    meter.allow(given + credit);
  }

  private void takeBack(long bytes) {
    given -= bytes;
    pools.forEach(pool -> pool.giveBack(bytes));
  }

  /** Leaves the leaf to itself until it is enlisted again. */
  void dismiss() {
    publish();
    pools.forEach(Pool::leafRemoved);
    pools.clear();
    long seen = used;
    LoopTask.start(leaf.home().loop(), () -> leaf.dismiss(seen));
  }

  /** Among the loops that its party is on, it counts by how many wait for it. */
  @Override
  int weight() {
    return Math.max(1, waiting);
  }

  @Override
  int partyWeight() {
    return meter.weight();
  }
}
