package io.github.httptunnel.limit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All that an event loop and the {@link Coordinator} share about one {@link Leaf}: running totals
 * and counts. Each has one writer, so that neither side ever waits for the other or tries twice.
 *
 * <p>All are volatile in full, since both sides write one value and then read another: once the
 * coordinator has lowered what is allowed, it sees all that was used but for one use under way.
 */
final class Meter {

  private final AtomicLong allowed;
  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger weight = new AtomicInteger(1);

  Meter(long allowed) {
    this.allowed = new AtomicLong(allowed);
  }

  /** Bytes that may be used, in total since the start. Written by the coordinator. */
  void allow(long total) {
    allowed.set(total);
  }

  /** Bytes that were used, in total since the start. Written by the event loop. */
  void use(int bytes) {
    used.set(used.get() + bytes);
  }

  /** How many flows wait for more. Written by the event loop. */
  void waiting(int flows) {
    waiting.set(flows);
  }

  /** What the party weighs. Written by the event loop. */
  void weight(int value) {
    weight.set(value);
  }

  long used() {
    return used.get();
  }

  /** What may be used now; below zero if more was used than is allowed by now. */
  long room() {
    return allowed.get() - used.get();
  }

  int waiting() {
    return waiting.get();
  }

  int weight() {
    return weight.get();
  }
}
