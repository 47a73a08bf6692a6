package io.github.httptunnel.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of the dashboard that need no browser. */
class DashboardModulesIT {

  private static final Path MODULES =
      Path.of("src/main/resources/io/github/httptunnel/server/admin/web");

  @TempDir private Path folder;

  @Test
  void doWhatTheirCommentsSay() throws IOException {
    for (String file : Dashboard.FILES) {
      Files.copy(MODULES.resolve(file), folder.resolve(file));
    }
    // without it Node takes them for something older than modules
    Files.writeString(folder.resolve("package.json"), "{ \"type\": \"module\" }");
    try (InputStream checks = getClass().getResourceAsStream("dashboard.mjs")) {
      Files.copy(Objects.requireNonNull(checks), folder.resolve("dashboard.mjs"));
    }
    assertThat(
            Command.of("node", "dashboard.mjs", documented("Status"), documented("History"))
                .fromPackage("nodejs")
                .in(folder)
                .run()
                .successful()
                .stderr())
        .isEmpty();
  }

  /** The first document of a section. */
  private static String documented(String heading) throws IOException {
    String text = Files.readString(Path.of("../docs/admin.md"));
    String section = text.substring(text.indexOf("\n## " + heading + "\n"));
    List<String> parts = List.of(section.split("```(json)?\n", -1));
    return parts.get(1);
  }
}
