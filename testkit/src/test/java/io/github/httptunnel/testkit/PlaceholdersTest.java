package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

  private final Placeholders placeholders =
      new Placeholders(Map.of("ECHO", "127.0.0.1:7777", "EP", "\u001e$", "NONE", ""));

  @Test
  void fillsAll() {
    assertThat(placeholders.fill("{{ECHO}} and {{ECHO}}{{EP}}"))
        .isEqualTo("127.0.0.1:7777 and 127.0.0.1:7777\u001e$");
  }

  @Test
  void leavesOtherBracesAlone() {
    assertThat(placeholders.fill("{{'a'*60}} {ECHO}")).isEqualTo("{{'a'*60}} {ECHO}");
  }

  @Test
  void refusesOneWithoutAValue() {
    assertThatThrownBy(() -> placeholders.fill("{{ORIGIN}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("placeholder {{ORIGIN}}: has no value; give it one");
  }

  @Test
  void splitsTheValueOfASplitPlaceholder() {
    InputPart.Delay delay = new InputPart.Delay(Duration.ofMillis(50));
    List<InputPart> parts =
        List.of(text("{{ECHO}} Host: {{EC"), delay, text("HO}}\r"), delay, text("\n"));
    assertThat(placeholders.fill(parts))
        .containsExactly(
            text("127.0.0.1:7777 Host: 127.0.0"), delay, text(".1:7777\r"), delay, text("\n"));
  }

  @Test
  void splitsAfterTheFirstByteAtTheEarliest() {
    assertThat(placeholders.fill(List.of(text("{"), text("{ECHO}}"))))
        .containsExactly(text("1"), text("27.0.0.1:7777"));
  }

  @Test
  void splitsAnEmptyValueIntoNothing() {
    assertThat(placeholders.fill(List.of(text("a{{NO"), text("NE}}b"))))
        .containsExactly(text("a"), text("b"));
  }

  @Test
  void fillsOtherPartsToo() {
    assertThat(placeholders.fill(List.of(new InputPart.Repeat("{{EP}}", 2))))
        .containsExactly(new InputPart.Repeat("\u001e$", 2));
  }

  private static InputPart.Text text(String latin1) {
    return new InputPart.Text(latin1);
  }
}
