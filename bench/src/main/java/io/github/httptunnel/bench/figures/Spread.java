package io.github.httptunnel.bench.figures;

import java.util.List;

/**
 * What several rounds found.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param least of all
 * @param most of all
 */
record Spread(double median, double least, double most) {

  /** Of one value or more. */
  static Spread of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(median, sorted.getFirst(), sorted.getLast());
  }
}
