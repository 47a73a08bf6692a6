package io.github.httptunnel.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

  @Test
  void readsWhatIsGiven() {
    Query query = Query.of("name=a%20b%c3%a4+c&count=7&word=yes&empty=");
    assertThat(query.text("name")).isEqualTo("a bä c");
    assertThat(query.whole("count", 0, 9, 1)).isEqualTo(7);
    assertThat(query.<Boolean>choice("word", Map.of("yes", true, "no", false), false)).isTrue();
    assertThat(query.text("empty")).isEmpty();
    assertThat(query.problem()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "name=a"})
  void whatIsNotGivenHasItsDefault(String raw) {
    Query query = Query.of(raw);
    assertThat(query.whole("count", 0, 9, 3)).isEqualTo(3);
    assertThat(query.<Boolean>choice("word", Map.of("yes", true), false)).isFalse();
    assertThat(query.text("user")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name=a&name=a  | name: is given twice (expected: once)
          name=a&other=b | other: unknown parameter (expected: one of count, name, word)
          name           | name: cannot be read (expected: name=value, percent-encoded)
          name=%4        | name: cannot be read (expected: name=value, percent-encoded)
          name=a%00      | name: cannot be read (expected: name=value, percent-encoded)
          N%61me=a       | a parameter has no proper name (expected: name=value)
          name=a&        | a parameter has no proper name (expected: name=value)
          count=-1       | count: cannot be used (expected: a whole number from 1 to 9)
          count=0        | count: cannot be used (expected: a whole number from 1 to 9)
          count=10       | count: cannot be used (expected: a whole number from 1 to 9)
          count=1e1      | count: cannot be used (expected: a whole number from 1 to 9)
          count=01       | count: cannot be used (expected: a whole number from 1 to 9)
          count=99999999999999999999 | count: cannot be used (expected: a whole number from 1 to 9)
          word=YES       | word: cannot be used (expected: one of no, yes)
          """)
  void namesWhatIsWrong(String raw, String problem) {
    Query query = Query.of(raw);
    query.text("name");
    query.whole("count", 1, 9, 1);
    query.choice("word", Map.of("yes", true, "no", false), false);
    assertThat(query.problem()).isEqualTo(problem);
  }

  @Test
  void namesAllThatIsWrongAtOnce() {
    Query query = Query.of("a=1&a=2&count=x&b=3");
    query.whole("count", 1, 9, 1);
    assertThat(query.problem()).contains("a: is given twice", "count: ", "b: unknown parameter");
  }

  @Test
  void doesNotRepeatWhatCannotBeUsed() {
    Query query = Query.of("count=secret");
    query.whole("count", 1, 9, 1);
    assertThat(query.problem()).doesNotContain("secret");
  }
}
