package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputCatalogueTest {

  private static final String OF_TARGET = "\"http1-upstream\"";

  @TempDir private Path folder;

  @Test
  void readsAnEntry() throws IOException {
    BadInput entry =
        read("""
        [{"id": "X-1", "protocol": "http1-connect", "profile": "lab", "input": "\\u00ff\\r\\n",
          "expect": {"status": [400, 501], "close": true, "alpn": null},
          "level": "must", "why": "reasons", "ref": "ignored"}]
        """)
            .getFirst();
    assertThat(entry.id()).isEqualTo("X-1");
    assertThat(entry.protocol()).isEqualTo("http1-connect");
    assertThat(entry.profile()).isEqualTo("lab");
    assertThat(entry.must()).isTrue();
    assertThat(entry.input()).containsExactly(new InputPart.Text("\u00ff\r\n"));
    assertThat(entry.expect())
        .containsEntry("status", List.of(400, 501))
        .containsEntry("close", true)
        .containsEntry("alpn", null);
  }

  @Test
  void readsEveryKindOfPart() throws IOException {
    assertThat(
            parts(
                """
                ["a", {"repeat": "b", "times": 3}, {"byte_by_byte_ms": 20, "data": "c"},
                 {"drip": "d", "every_ms": 900, "for_s": 60}, {"delay_ms": 50}, {"read": 2},
                 {"read_nothing_for_s": 1.5}, {"half_close": true}, {"rst": true},
                 {"close": true}, {"read_head": true}, {"read_to_end": true}]
                """))
        .containsExactly(
            new InputPart.Text("a"),
            new InputPart.Repeat("b", 3),
            new InputPart.ByteByByte("c", Duration.ofMillis(20)),
            new InputPart.Drip("d", Duration.ofMillis(900), Duration.ofSeconds(60)),
            new InputPart.Delay(Duration.ofMillis(50)),
            new InputPart.Read(2),
            new InputPart.ReadNothing(Duration.ofMillis(1500)),
            new InputPart.HalfClose(),
            new InputPart.Reset(),
            new InputPart.Close(),
            new InputPart.ReadHead(),
            new InputPart.ReadToEnd());
  }

  @Test
  void takesTheInputOfATargetForItsAnswer() throws IOException {
    BadInput entry = read(entry("\"HTTP/1.1 200 OK\"").replace("\"p\"", OF_TARGET)).getFirst();
    assertThat(entry.answer())
        .containsExactly(new InputPart.ReadHead(), new InputPart.Text("HTTP/1.1 200 OK"));
    assertThat(entry.input())
        .containsExactly(
            new InputPart.Text("GET http://{{ORIGIN}}/ HTTP/1.1\r\nHost: {{ORIGIN}}\r\n\r\n"));
  }

  @Test
  void takesTheRequestThatATargetIsToAnswer() throws IOException {
    String input = "[\"x\", {\"read_head\": true}], \"request\": \"HEAD\"";
    BadInput entry = read(entry(input).replace("\"p\"", OF_TARGET)).getFirst();
    assertThat(entry.answer()).containsExactly(new InputPart.Text("x"), new InputPart.ReadHead());
    assertThat(entry.input()).containsExactly(new InputPart.Text("HEAD"));
  }

  @Test
  void marksProseAsUnplayable() throws IOException {
    assertThat(read(entry("[{\"describe\": \"something\"}]")).getFirst().playable()).isFalse();
    assertThat(read(entry("[\"bytes\"]")).getFirst().playable()).isTrue();
  }

  @Test
  void namesTheEntryWithAnUnknownPart() {
    assertThatThrownBy(() -> parts("[{\"shout\": 1}]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("X-1: input: unknown part")
        .hasMessageContaining("shout");
  }

  @Test
  void namesWhatAnEntryLacks() {
    assertThatThrownBy(() -> read("[{\"id\": \"X-1\", \"input\": \"\"}]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("X-1: protocol (expected: a string)");
  }

  @Test
  void refusesWhatIsNoJson() {
    assertThatThrownBy(() -> read("id: X-1")).isInstanceOf(IllegalArgumentException.class);
  }

  private List<InputPart> parts(String input) throws IOException {
    return read(entry(input)).getFirst().input();
  }

  private static String entry(String input) {
    return """
    [{"id": "X-1", "protocol": "p", "profile": "lab", "input": %s, "expect": {},
      "level": "should", "why": "w"}]
    """
        .formatted(input);
  }

  private List<BadInput> read(String json) throws IOException {
    return BadInputCatalogue.read(Files.writeString(folder.resolve("inputs.json"), json));
  }
}
