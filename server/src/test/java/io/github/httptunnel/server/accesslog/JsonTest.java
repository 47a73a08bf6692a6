package io.github.httptunnel.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {

  private final JsonMapper reader = new JsonMapper();

  @Test
  void writesMembersInOrder() {
    assertThat(
            Json.object(json ->
                json.text("a", "x").number("b", -7).object("c", inner -> inner.number("d", 0))))
        .isEqualTo("{\"a\":\"x\",\"b\":-7,\"c\":{\"d\":0}}");
  }

  @Test
  void writesArraysOfStrings() {
    assertThat(Json.object(json -> json.texts("none", List.of()).texts("two", List.of("a", "b"))))
        .isEqualTo("{\"none\":[],\"two\":[\"a\",\"b\"]}");
  }

  @Test
  void writesEveryCharacterSoThatItIsReadBackTheSame() {
    String all =
        IntStream.range(0, Character.MIN_SURROGATE)
            .mapToObj(Character::toString)
            .collect(Collectors.joining("", "", "\ud83d\ude00"));
    String json = Json.object(object -> object.text("all", all));
    assertThat(reader.readTree(json).get("all").asString()).isEqualTo(all);
  }

  @Test
  void staysOnOneLineWhateverItHolds() {
    String json = Json.object(object -> object.text("x", "a\nb\rc\u2028d\u0085e\u001b[31m"));
    assertThat(json).doesNotContain("\n", "\r", "\u2028", "\u0085", "\u001b");
  }
}
