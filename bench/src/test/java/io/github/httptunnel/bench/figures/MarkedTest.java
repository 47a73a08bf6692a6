package io.github.httptunnel.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MarkedTest {

  private static final String DOCUMENT = "a\n" + Marked.BEGIN + "\nold\n" + Marked.END + "\nb\n";

  @Test
  void replacesWhatIsBetweenTheMarksAndNothingElse() {
    assertThat(Marked.replace(DOCUMENT, "new\n"))
        .isEqualTo("a\n" + Marked.BEGIN + "\n\nnew\n\n" + Marked.END + "\nb\n");
  }

  @Test
  void changesNothingWhenItIsDoneAgain() {
    String once = Marked.replace(DOCUMENT, "new");
    assertThat(Marked.replace(once, "new")).isEqualTo(once);
  }

  @Test
  void refusesADocumentWithoutMarks() {
    assertThatThrownBy(() -> Marked.replace("a", "new"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the document has no place for figures");
  }

  @Test
  void theDocumentsHaveAPlaceForFigures() throws IOException {
    String document = Files.readString(Path.of("../docs/benchmarks.md"));
    assertThat(Marked.replace(document, "new")).contains("new");
  }
}
