package io.github.httptunnel.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {

  private static final List<String> LINES =
      """
      {"experiment":"machine","cpu":"Fast One","cores":2,"rounds":2,"seconds":10,"versions":"a 1, b 2"}
      {"experiment":"bulk","label":"http-tunnel","tunnels":1,"direction":"DOWN","bytes_per_second":1000000000,"cpu_seconds_per_gb":0.5}
      {"experiment":"bulk","label":"direct","tunnels":1,"direction":"DOWN","bytes_per_second":3000000000}
      {"experiment":"bulk","label":"http-tunnel","tunnels":1,"direction":"DOWN","bytes_per_second":2000000000,"cpu_seconds_per_gb":1.5}
      {"experiment":"bulk","label":"http-tunnel-tls","tls":true,"tunnels":16,"direction":"UP","bytes_per_second":5000000,"cpu_seconds_per_gb":4}
      {"experiment":"idle","label":"http-tunnel","unread":true,"tunnels":500,"pss_per_tunnel":-1000}
      """
          .lines()
          .toList();

  @Test
  void showsMediansWithLeastAndMost() {
    assertThat(markdown())
        .contains(
            """
            | 1 tunnel, down | MB/s | CPU seconds per GB |
            | --- | ---: | ---: |
            | http-tunnel | 1500 (1000 to 2000) | 1.00 (0.50 to 1.50) |
            | direct | 3000 (3000 to 3000) |  |
            """);
  }

  @Test
  void tellsWhatWasMeasuredWithTlsOrUnreadFromTheRest() {
    assertThat(markdown())
        .contains("### Bulk, with TLS to the proxy", "| 16 tunnels, up |")
        .contains("### Downloads that nobody reads", "| http-tunnel | -1.00 (-1.00 to -1.00) |");
  }

  @Test
  void saysOnWhatItWasMeasured() {
    assertThat(markdown())
        .startsWith("2 processors of type Fast One; 2 rounds of 10 seconds; a 1, b 2.");
  }

  @Test
  void writesIntoTheDocuments(@TempDir Path docs) throws Exception {
    Path document = docs.resolve("benchmarks.md");
    Files.writeString(document, "a\n" + Marked.BEGIN + "\n" + Marked.END + "\nb\n");
    Figures.write(Results.read(LINES), docs);
    assertThat(document).content().contains("![Bulk: MB/s](benchmarks/bulk-bytes-per-second.svg)");
    for (String group : new String[] {"bulk", "tls", "unread"}) {
      for (Metric metric : Metric.of(group)) {
        Path plot = docs.resolve("benchmarks").resolve(metric.file(group));
        assertThat(DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(plot.toFile()))
            .isNotNull();
      }
    }
  }

  @Test
  void plotsNothingOfWhomItHasNoFigure() throws IOException {
    Plot plot = new Plot(Results.read(LINES), "bulk", Metric.of("bulk").getLast());
    assertThat(plot.svg()).contains(">http-tunnel<").doesNotContain(">direct<");
  }

  private static String markdown() {
    return new Tables(Results.read(LINES)).markdown(null);
  }
}
