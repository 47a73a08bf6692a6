package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  private static final List<String> KEYS =
      List.of("relay_policy", "certificate", "key", "tunnels", "bind", "from");

  @ParameterizedTest
  @CsvSource({"same, same, 0", "ab, ba, 1", "abc, ab, 1", "abc, xyz, 3", "'', abc, 3"})
  void countsTheSteps(String a, String b, int distance) {
    assertThat(Spelling.distance(a, b)).isEqualTo(distance);
    assertThat(Spelling.distance(b, a)).isEqualTo(distance);
  }

  @ParameterizedTest
  @CsvSource({
    "relay_polcy, relay_policy",
    "relay-policy, relay_policy",
    "relyaploicy, relay_policy",
    "cert, certificate",
    "max_tunnels, tunnels",
    "bnid, bind",
    "form, from"
  })
  void findsWhatIsNear(String word, String meant) {
    assertThat(Spelling.nearest(word, KEYS)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"rules", "x", "kex_policy_of_relays", "''"})
  void findsNothingFarAway(String word) {
    assertThat(Spelling.nearest(word, KEYS)).isEmpty();
  }

  @Test
  void doesNotCompareWhatNobodyMisspells() {
    assertThat(Spelling.nearest("tunnels".repeat(10), KEYS)).isEmpty();
  }

  @Test
  void asksOrKeepsSilent() {
    assertThat(Spelling.hint("bnid", KEYS)).isEqualTo("; did you mean 'bind'?");
    assertThat(Spelling.hint("rules", KEYS)).isEmpty();
  }
}
