package io.github.httptunnel.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HashSyntaxTest {

  private static final String SALT_AND_HASH =
      "$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "rqXexS6ZhobKA",
        "$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/",
        "$2x$04$abcdefghijklmnopqrstuufznL8bkzdtHwLhca4To/v9Lo9bA7fR6",
        "$2b$4$abcdefghijklmnopqrstuufznL8bkzdtHwLhca4To/v9Lo9bA7fR6",
        "$2b$04$abcdefghijklmnopqrstuufznL8bkzdtHwLhca4To/v9Lo9bA7fR",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "{SHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ",
        "{SSHA}nU4eI71bcnBGqeO0t9tXvY1u5oQ=",
        "$5$saltsalt$9k0iflfLhuazVMAUTm0egnVlpP5ays5xBLqSJuoPfB",
        "$6$saltsalt$9k0iflfLhuazVMAUTm0egnVlpP5ays5xBLqSJuoPfB9"
      })
  void refusesWhatItDoesNotKnowAndDoesNotRepeatIt(String text) {
    assertThat(problem(text))
        .startsWith("no password's hash that is known here (expected: bcrypt such as $2y$10$...,")
        .doesNotContain("secret")
        .doesNotContain("saltsalt");
  }

  @ParameterizedTest
  @CsvSource({"03, false", "04, true", "15, true", "16, false"})
  void boundsTheCostOfBcrypt(String cost, boolean good) {
    String text = "$2b$" + cost + "$abcdefghijklmnopqrstuufznL8bkzdtHwLhca4To/v9Lo9bA7fR6";
    assertThat(isGood(text)).isEqualTo(good);
  }

  @ParameterizedTest
  @CsvSource({"999, false", "1000, true", "2000000, true", "2000001, false"})
  void boundsTheRoundsOfShaCrypt(String rounds, boolean good) {
    String text = "$5$rounds=" + rounds + "$saltsalt$9k0iflfLhuazVMAUTm0egnVlpP5ays5xBLqSJuoPfB9";
    assertThat(isGood(text)).isEqualTo(good);
  }

  @ParameterizedTest
  @CsvSource({
    "'m=8,t=1,p=1', true",
    "'m=7,t=1,p=1', false",
    "'m=128,t=1,p=16', true",
    "'m=127,t=1,p=16', false",
    "'m=136,t=1,p=17', false",
    "'m=65536,t=1,p=1', true",
    "'m=65537,t=1,p=1', false",
    "'m=8,t=32,p=1', true",
    "'m=8,t=33,p=1', false",
    "'m=8,t=0,p=1', false",
    "'m=8,t=1,p=0', false"
  })
  void boundsWhatArgon2idTakes(String figures, boolean good) {
    assertThat(isGood("$argon2id$v=19$" + figures + SALT_AND_HASH)).isEqualTo(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c29tZXNhbHQab", "c29tZXNhbHQabc1de"})
  void refusesBase64ThatIsCutShort(String salt) {
    String text = "$argon2id$v=19$m=8,t=1,p=1$" + salt + SALT_AND_HASH.substring(12);
    assertThat(isGood(text)).isFalse();
  }

  private static boolean isGood(String text) {
    return HashSyntax.parse(text) instanceof HashSyntax.Valid;
  }

  private static String problem(String text) {
    return ((HashSyntax.Invalid) HashSyntax.parse(text)).problem();
  }
}
