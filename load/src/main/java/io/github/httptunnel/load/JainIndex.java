package io.github.httptunnel.load;

import java.util.List;

/**
 * How evenly something is shared (Jain, Chiu, Hawe 1984): 1 when all have the same, 1/n when one of
 * n has everything.
 */
final class JainIndex {

  private JainIndex() {}

  /** The index of shares; 1 when nobody has anything. */
  static double of(List<Double> shares) {
    double sum = 0;
    double squares = 0;
    for (double share : shares) {
      sum += share;
      squares += share * share;
    }
    return squares == 0 ? 1 : sum * sum / (shares.size() * squares);
  }

  /**
   * The index of shares when each is to have as much as its weight says.
   *
   * @param weights as many as shares, each above 0
   */
  static double weighted(List<Double> shares, List<Double> weights) {
    Double[] perWeight = new Double[shares.size()];
    for (int i = 0; i < perWeight.length; i++) {
      perWeight[i] = shares.get(i) / weights.get(i);
    }
    return of(List.of(perWeight));
  }
}
