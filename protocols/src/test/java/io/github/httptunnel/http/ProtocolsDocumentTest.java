package io.github.httptunnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/protocols.md names every refusal, and no other. */
final class ProtocolsDocumentTest {

  private static final Path DOCUMENT =
      Path.of("").toAbsolutePath().resolveSibling("docs/protocols.md");

  /** The second column of the table of refusals: why, record, status, error. */
  private static final Pattern ROW =
      Pattern.compile("^\\|[^|]+\\| `(\\w+)` \\|[^|]+\\|[^|]*\\|$", Pattern.MULTILINE);

  @Test
  void hasOneRowForEachRefusal() throws IOException {
    List<String> documented =
        ROW.matcher(Files.readString(DOCUMENT)).results().map(ProtocolsDocumentTest::code).toList();
    assertThat(documented).containsExactlyInAnyOrderElementsOf(codes());
  }

  private static String code(MatchResult row) {
    return row.group(1);
  }

  private static List<String> codes() {
    return AllRefusals.list().stream().map(Refusal::code).toList();
  }
}
