package io.github.httptunnel.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class PasswordHashTest {

  static Set<Map.Entry<String, String>> ofPass() {
    return Hashes.OF_PASS.entrySet();
  }

  static Set<Map.Entry<String, String>> ofPassword() {
    return Hashes.ARGON2ID_OF_PASSWORD.entrySet();
  }

  @ParameterizedTest
  @MethodSource("ofPass")
  void knowsItsPasswordAndNoOther(Map.Entry<String, String> hash) {
    assertThat(matches(hash.getValue(), "pass")).isTrue();
    assertThat(matches(hash.getValue(), "pasS")).isFalse();
    assertThat(matches(hash.getValue(), "")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("ofPassword")
  void knowsThePasswordOfAnArgon2idHashAndNoOther(Map.Entry<String, String> hash) {
    assertThat(matches(hash.getValue(), "password")).isTrue();
    assertThat(matches(hash.getValue(), "passwore")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "$2b$04$abcdefghijklmnopqrstuuXWKg2jUk1BkafK8Vo5bdmbWCbs978gW",
    "$5$saltsalt$wy2Ac1MR92mzGPcbxnWl1njgYh7V86K2.0hMvlPckRB",
    "$apr1$saltsalt$BG.Y62PJ.tYVkS8IEUhiC1"
  })
  void knowsAPasswordInUtf8(String hash) {
    assertThat(matches(hash, "p\u00e4\u20acss")).isTrue();
  }

  @ParameterizedTest
  @MethodSource("ofPass")
  void leavesThePasswordAsItIs(Map.Entry<String, String> hash) {
    byte[] password = "pass".getBytes(StandardCharsets.UTF_8);

    Hashes.parse(hash.getValue()).matches(password);

    assertThat(password).asString().isEqualTo("pass");
  }

  @ParameterizedTest
  @MethodSource("ofPass")
  void doesNotPrintItself(Map.Entry<String, String> hash) {
    assertThat(Hashes.parse(hash.getValue()).toString()).contains("***").hasSizeLessThan(20);
  }

  @ParameterizedTest
  @EnumSource(NewPassword.Algorithm.class)
  void knowsANewPassword(NewPassword.Algorithm algorithm) {
    assertThat(matches(hashed("pass", algorithm), "pass")).isTrue();
    assertThat(matches(hashed("pass", algorithm), "pasS")).isFalse();
  }

  @Test
  void saltsEachNewPasswordAnew() {
    assertThat(hashed("pass", NewPassword.Algorithm.BCRYPT))
        .startsWith("$2y$10$")
        .isNotEqualTo(hashed("pass", NewPassword.Algorithm.BCRYPT));
    assertThat(hashed("pass", NewPassword.Algorithm.ARGON2ID))
        .startsWith("$argon2id$v=19$m=19456,t=2,p=1$")
        .isNotEqualTo(hashed("pass", NewPassword.Algorithm.ARGON2ID));
  }

  @Test
  void takesAsMuchAsBcryptLooksAtAndNoMore() {
    assertThat(NewPassword.of("u", "x".repeat(72), NewPassword.Algorithm.BCRYPT, RANDOM))
        .isInstanceOf(NewPassword.Hashed.class);
    assertThat(NewPassword.of("u", "x".repeat(73), NewPassword.Algorithm.BCRYPT, RANDOM))
        .isEqualTo(
            new NewPassword.Unusable(
                "the password has more than 72 bytes, and bcrypt would look at no more of it"
                    + " (--algorithm argon2id takes longer ones)"));
  }

  @Test
  void takesAsMuchAsCanBeShownAndNoMore() {
    assertThat(NewPassword.of("u", "x".repeat(511), NewPassword.Algorithm.ARGON2ID, RANDOM))
        .isInstanceOf(NewPassword.Hashed.class);
    assertThat(NewPassword.of("u", "x".repeat(512), NewPassword.Algorithm.ARGON2ID, RANDOM))
        .isInstanceOf(NewPassword.Unusable.class);
  }

  @ParameterizedTest
  @CsvSource({"''", "'a\tb'", "'\u007f'"})
  void refusesWhatNobodyCouldSend(String password) {
    assertThat(NewPassword.of("u", password, NewPassword.Algorithm.BCRYPT, RANDOM))
        .isInstanceOf(NewPassword.Unusable.class);
  }

  private static final SecureRandom RANDOM = new SecureRandom();

  private static String hashed(String password, NewPassword.Algorithm algorithm) {
    return ((NewPassword.Hashed) NewPassword.of("u", password, algorithm, RANDOM)).hash();
  }

  private static boolean matches(String hash, String password) {
    return Hashes.parse(hash).matches(password.getBytes(StandardCharsets.UTF_8));
  }
}
