package io.github.httptunnel.server.metrics;

import static com.networknt.schema.InputFormat.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GrafanaDashboardTest {

  private static final Path DASHBOARD = Path.of("../dist/grafana/http-tunnel.json");

  @Test
  void hasTheShapeThatGrafanaReads() throws IOException {
    assertThat(schema().validate(Files.readString(DASHBOARD), JSON)).isEmpty();
  }

  /** Else the test above would prove nothing. */
  @Test
  void theSchemaNoticesAPanelWithoutAQuery() throws IOException {
    String broken = Files.readString(DASHBOARD).replaceFirst("\"expr\"", "\"exp\"");
    assertThat(schema().validate(broken, JSON)).isNotEmpty();
  }

  @Test
  void givesEachPanelANumberAndAPlaceOfItsOwn() throws IOException {
    var panels = new JsonMapper().readTree(Files.readString(DASHBOARD)).get("panels").valueStream();
    assertThat(panels)
        .extracting(panel -> panel.get("id").asInt() + " " + panel.get("gridPos"))
        .doesNotHaveDuplicates()
        .extracting(text -> text.substring(text.indexOf(' ')))
        .doesNotHaveDuplicates();
  }

  private static Schema schema() throws IOException {
    try (InputStream in =
        GrafanaDashboardTest.class.getResourceAsStream("/metrics/grafana-dashboard.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(in);
    }
  }
}
