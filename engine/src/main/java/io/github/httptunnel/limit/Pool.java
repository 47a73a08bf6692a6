package io.github.httptunnel.limit;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Bytes that come at a steady rate and may be saved up for 100 ms, for those who share one limit.
 * Confined to the coordinator's loop.
 */
final class Pool {

  /** So long may bytes be saved up; who was idle for so long finds its pool full. */
  static final long SAVED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final long rate;
  private final Set<Branch> members = new LinkedHashSet<>();
  private int leaves;
  private long level;
  private long fraction;

  /**
   * A full pool without members.
   *
   * @param rate bytes per second, above zero
   */
  Pool(long rate) {
    this.rate = rate;
    this.level = most();
  }

  void add(Branch member) {
    members.add(member);
  }

  void remove(Branch member) {
    members.remove(member);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  void leafAdded() {
    leaves++;
  }

  void leafRemoved() {
    leaves--;
  }

  /** Lets come what comes in this time. */
  void refill(long nanos) {
    long time = Math.clamp(nanos, 0, SAVED_NANOS);
    long part = rate % SECOND * time + fraction;
    level += rate / SECOND * time + part / SECOND;
    fraction = part % SECOND;
  }

  void giveBack(long bytes) {
    level += bytes;
  }

  void spend(long bytes) {
    level -= bytes;
  }

  boolean isSpent() {
    return level == 0;
  }

  /** Cuts down what the members want to what is there. */
  void divide(int turn) {
    level = Math.min(level, most());
    Node.divide(level, members, turn);
  }

  /** An equal part, for each leaf under this limit, of what comes in the time. */
  long equalPart(long nanos) {
    return bytesIn(nanos) / Math.max(leaves, 1);
  }

  private long most() {
    return Math.max(1, bytesIn(SAVED_NANOS));
  }

  private long bytesIn(long nanos) {
    return rate / SECOND * nanos + rate % SECOND * nanos / SECOND;
  }
}
