package io.github.httptunnel.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.metrics.AllMetrics.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation, the alerts and the dashboard name the metrics that there are. */
class MetricsDocumentTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(http_tunnel_\\w+)` \\| (\\w+) \\| ([^|]*)\\| .+ \\|$");

  private static final Pattern NAME = Pattern.compile("http_tunnel_\\w+");

  @Test
  void thePageHasEveryMetricWithItsTypeAndLabels() throws IOException {
    List<Known> documented =
        ROW.matcher(Files.readString(Path.of("../docs/metrics.md")))
            .results()
            .map(row -> new Known(row.group(1), row.group(2), labels(row.group(3))))
            .toList();
    assertThat(documented).containsExactlyInAnyOrderElementsOf(AllMetrics.known());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../dist/prometheus/http-tunnel.rules.yaml", "../dist/grafana/http-tunnel.json"})
  void namesNoMetricThatThereIsNot(Path file) throws IOException {
    Set<String> known = AllMetrics.known().stream().map(Known::name).collect(Collectors.toSet());
    assertThat(NAME.matcher(Files.readString(file)).results().map(it -> it.group()))
        .isNotEmpty()
        .allMatch(name -> known.contains(name.replaceFirst("_(bucket|sum|count)$", "")));
  }

  private static List<String> labels(String cell) {
    return Arrays.stream(cell.split("[`, ]+")).filter(label -> !label.isEmpty()).sorted().toList();
  }
}
