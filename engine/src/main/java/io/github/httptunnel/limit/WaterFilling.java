package io.github.httptunnel.limit;

import java.util.stream.IntStream;

/**
 * Divides an amount by weight, as water fills vessels that stand side by side: whoever wants less
 * than its part gets what it wants, and what it leaves is divided between the others (weighted
 * max-min fairness).
 */
final class WaterFilling {

  private final long[] wants;
  private final int[] weights;
  private final long[] parts;
  private final int[] open;
  private int openCount;
  private long left;
  private long weight;

  private WaterFilling(long amount, long[] wants, int[] weights) {
    this.wants = wants;
    this.weights = weights;
    this.parts = new long[wants.length];
    this.open = IntStream.range(0, wants.length).toArray();
    this.openCount = wants.length;
    this.left = amount;
    this.weight = IntStream.of(weights).asLongStream().sum();
  }

  /**
   * What each gets: never more than it wants, never more than the amount together, and all of the
   * amount while somebody wants more. Exact to one unit.
   *
   * @param amount zero or more
   * @param wants of each, zero or more
   * @param weights of each, 1 or more; as many as there are wants
   * @param turn whose turn it is to get one of the units that do not divide; counted up from one
   *     division to the next, everybody comes to it
   */
  static long[] divide(long amount, long[] wants, int[] weights, int turn) {
    WaterFilling filling = new WaterFilling(amount, wants, weights);
    boolean more = true;
    while (more && filling.openCount > 0) {
      more = filling.satisfySome();
    }
    filling.divideRest(turn);
    return filling.parts;
  }

  /** Gives to those who want no more than their part; what they leave makes the others' larger. */
  private boolean satisfySome() {
    long amount = left;
    long divisor = weight;
    int kept = 0;
    for (int i = 0; i < openCount; i++) {
      int who = open[i];
      if (wants[who] <= part(who, amount, divisor)) {
        parts[who] = wants[who];
        left -= wants[who];
        weight -= weights[who];
      } else {
        open[kept++] = who;
      }
    }
    boolean some = kept < openCount;
    openCount = kept;
    return some;
  }

  /** All who are open want more than their part, so each can take one unit of what is over. */
  private void divideRest(int turn) {
    long over = left;
    for (int i = 0; i < openCount; i++) {
      parts[open[i]] = part(open[i], left, weight);
      over -= parts[open[i]];
    }
    for (int i = 0; i < openCount && over > 0; i++, over--) {
      parts[open[Math.floorMod(turn + i, openCount)]]++;
    }
  }

  /** Amount × weight ÷ divisor, in two steps because the product may not fit. */
  private long part(int who, long amount, long divisor) {
    long whole = amount / divisor;
    long rest = amount % divisor;
    return whole * weights[who] + rest * weights[who] / divisor;
  }
}
