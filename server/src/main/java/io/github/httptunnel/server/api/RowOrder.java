package io.github.httptunnel.server.api;

import io.github.httptunnel.server.admin.Query;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Which part of the table is wanted, and in which order.
 *
 * @param order total, so that a table can be read page by page
 * @param offset so many are left out at the beginning
 * @param limit so many follow at most
 */
record RowOrder(Comparator<Row> order, int offset, int limit) {

  private static final int USUAL = 100;
  private static final int MOST = 1000;

  private static final Comparator<Row> BY_AGE =
      Comparator.comparing((Row row) -> row.tunnel().age()).reversed();

  private static final Map<String, Comparator<Row>> SORTS =
      Map.of(
          "age", BY_AGE,
          "bytes", Comparator.comparingLong(Row::bytes).reversed(),
          "rate", Comparator.comparingLong(Row::rate).reversed(),
          "listener", Comparator.comparing(row -> row.tunnel().request().client().listener()),
          "phase", Comparator.comparing(row -> row.tunnel().phase()));

  /** Reads the parameters; those that are wrong are problems of the query. */
  static RowOrder read(Query query) {
    Comparator<Row> sort = query.choice("sort", SORTS, BY_AGE);
    boolean reversed = query.choice("order", Map.of("usual", false, "reversed", true), false);
    return new RowOrder(
        (reversed ? sort.reversed() : sort)
            .thenComparingLong(row -> row.tunnel().id().high())
            .thenComparingLong(row -> row.tunnel().id().low()),
        (int) query.whole("offset", 0, Integer.MAX_VALUE, 0),
        (int) query.whole("limit", 1, MOST, USUAL));
  }

  /** The part of these rows that is wanted. Costs little more than a look at each of them. */
  List<Row> of(List<Row> rows) {
    long wanted = (long) offset + limit;
    Collection<Row> first = 2 * wanted < rows.size() ? first(rows, (int) wanted) : rows;
    return first.stream().sorted(order).skip(offset).limit(limit).toList();
  }

  private Collection<Row> first(List<Row> rows, int wanted) {
    PriorityQueue<Row> first = new PriorityQueue<>(wanted, order.reversed());
    for (Row row : rows) {
      if (first.size() < wanted) {
        first.add(row);
      } else if (order.compare(row, first.element()) < 0) {
        first.remove();
        first.add(row);
      }
    }
    return first;
  }
}
