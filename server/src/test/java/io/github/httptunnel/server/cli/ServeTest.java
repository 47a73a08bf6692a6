package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.ListFormat;
import io.github.httptunnel.access.ListSource;
import io.github.httptunnel.access.RuleSet;
import io.github.httptunnel.server.config.ConfigOrigin;
import io.github.httptunnel.server.config.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeTest {

  @TempDir private Path folder;

  @Test
  void startsNothingWithAListThatCannotBeUsed() throws IOException {
    Path page = Files.writeString(folder.resolve("page.txt"), "<html>not found</html>\n");
    AccessConfig access =
        new AccessConfig(
            null,
            null,
            null,
            null,
            null,
            List.of(),
            Map.of("trackers", new ListSource(page, ListFormat.AUTO)),
            RuleSet.NONE);
    StringWriter err = new StringWriter();
    List<Object> opened = new ArrayList<>();
    Serve serve =
        new Serve(new PrintWriter(err), Map.of(), new StopSignal(_ -> {}), _ -> {}, opened::add);
    int code =
        serve.run(
            ServerConfig.defaults().toBuilder().access(access).build(),
            new ConfigOrigin(ConfigOrigin.Source.DEFAULTS, null),
            List.of());
    assertThat(code).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(opened).isEmpty();
    assertThat(err.toString())
        .startsWith("http-tunnel: access.lists.trackers: " + page + " holds no name")
        .endsWith("; nothing was started" + System.lineSeparator());
  }
}
