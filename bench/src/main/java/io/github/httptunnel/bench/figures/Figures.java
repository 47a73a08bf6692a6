package io.github.httptunnel.bench.figures;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Makes tables and plots of what {@code bench/compare.sh} has measured: on standard output, and in
 * the documents if their folder is named.
 */
final class Figures {

  private static final String PLOTS = "benchmarks";

  private Figures() {}

  /** Takes the file of results and, to write into it, the folder of the documents. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length == 0) {
      System.err.println("Figures: a file is missing (expected: RESULTS [DOCS])");
      System.exit(2);
    }
    Results results = Results.read(Files.readAllLines(Path.of(arguments[0])));
    print(results, System.out);
    if (arguments.length > 1) {
      write(results, Path.of(arguments[1]));
    }
  }

  private static void print(Results results, PrintStream out) {
    out.print(new Tables(results).markdown(null));
    out.flush();
  }

  static void write(Results results, Path docs) throws IOException {
    Path folder = Files.createDirectories(docs.resolve(PLOTS));
    for (String group : results.groups()) {
      for (Metric metric : Metric.of(group)) {
        if (metric.isPlotted()) {
          Files.writeString(
              folder.resolve(metric.file(group)), new Plot(results, group, metric).svg());
        }
      }
    }
    Path document = docs.resolve("benchmarks.md");
    Files.writeString(
        document, Marked.replace(Files.readString(document), new Tables(results).markdown(PLOTS)));
  }
}
