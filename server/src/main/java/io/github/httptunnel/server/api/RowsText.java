package io.github.httptunnel.server.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Live tunnels for people: a table in lines of a terminal. */
final class RowsText {

  private static final int NUMBERS = 4;

  private RowsText() {}

  static List<String> lines(List<Row> rows, Naming naming) {
    List<List<String>> cells = new ArrayList<>();
    cells.add(head(naming));
    rows.forEach(row -> cells.add(cells(row, naming)));
    int[] widths =
        IntStream.range(0, cells.getFirst().size()).map(column -> width(cells, column)).toArray();
    return cells.stream().map(row -> line(row, widths)).toList();
  }

  private static List<String> head(Naming naming) {
    List<String> head =
        new ArrayList<>(List.of("AGE", "UP/S", "DOWN/S", "BYTES", "PHASE", "LISTENER", "RULE"));
    if (naming.targets()) {
      head.add("TARGET");
    }
    if (naming.clients()) {
      head.add("CLIENT");
    }
    if (naming.users()) {
      head.add("USER");
    }
    head.add("ID");
    return head;
  }

  private static List<String> cells(Row row, Naming naming) {
    var tunnel = row.tunnel();
    var request = tunnel.request();
    List<String> cells =
        new ArrayList<>(
            List.of(
                Amounts.time(tunnel.age()),
                Amounts.bytes(row.upstreamRate()),
                Amounts.bytes(row.downstreamRate()),
                Amounts.bytes(row.bytes()),
                tunnel.phase().code(),
                request.client().listener(),
                tunnel.rule() == null ? "-" : tunnel.rule().label()));
    if (naming.targets()) {
      cells.add(orDash(naming.target(request)));
    }
    if (naming.clients()) {
      cells.add(orDash(naming.client(request)));
    }
    if (naming.users()) {
      cells.add(orDash(naming.user(request)));
    }
    cells.add(tunnel.id().toString());
    return cells;
  }

  private static String orDash(@Nullable String text) {
    return Objects.requireNonNullElse(text, "-").replaceAll("\\p{Cntrl}", "?");
  }

  private static int width(List<List<String>> cells, int column) {
    return cells.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  /** Numbers to the right, words to the left. */
  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String format = "%" + (column < NUMBERS ? "" : "-") + widths[column] + "s  ";
      line.append(format.formatted(cells.get(column)));
    }
    return line.toString().stripTrailing();
  }
}
