package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documentation's table of keys and the reader know the same keys. */
class DocumentationTest {

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `([a-z_0-9.<>\\[\\]]+)` \\| ([^|]+) \\| [^|]+ \\| .+ \\|$");

  private static List<KnownKey> documented() throws IOException {
    String page = Files.readString(Path.of("../docs/configuration.md"));
    return ROW.matcher(page.substring(page.indexOf("## Keys")))
        .results()
        .map((MatchResult row) -> new KnownKey(row.group(1), row.group(2)))
        .toList();
  }

  @Test
  void theTableHoldsEveryKeyWithItsType() throws IOException {
    assertThat(documented())
        .containsExactlyInAnyOrderElementsOf(
            new ConfigReader(ConfigText.EMPTY, ConfigText.ANY_KEY)
                .keys().stream().filter(key -> !key.type().matches(".*sections?")).toList());
  }
}
