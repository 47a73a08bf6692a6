package io.github.httptunnel.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.httptunnel.server.identity.TokenVerifier.Result;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens count, and which do not. */
class TokenVerifierTest {

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final Tokens ISSUER = Tokens.of(AlgorithmIdentifiers.RSA_USING_SHA256, "one");

  private final TokenKeys keys = TokenKeys.parse(Tokens.published(ISSUER));

  private static TokenConfig config(String groupsClaim) {
    return new TokenConfig(
        new TokenConfig.KeySource.OnWeb(URI.create("https://login.example/keys"), null),
        Tokens.ISSUER,
        Tokens.AUDIENCE,
        "sub",
        groupsClaim,
        false);
  }

  private Result verify(String token) {
    return new TokenVerifier(config("roles")).verify(token, keys, now);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
  void aTokenOfTheIssuersNamesItsUser(String algorithm) {
    Tokens issuer = Tokens.of(algorithm, "other");
    Result result =
        new TokenVerifier(config(null))
            .verify(
                issuer.tokenUntil(now.plusSeconds(10)),
                TokenKeys.parse(Tokens.published(ISSUER, issuer)),
                now);
    assertThat(result)
        .isInstanceOfSatisfying(
            Result.Valid.class,
            valid -> {
              assertThat(valid.user()).isEqualTo("alice");
              assertThat(valid.groups()).isEmpty();
              assertThat(valid.until()).isEqualTo(now.plusSeconds(70));
              assertThat(valid.key()).isEqualTo(issuer.key().getKey());
            });
  }

  @Test
  void aTokenThatNamesNoKeyIsTriedWithThoseThatSuit() {
    Tokens other = Tokens.of("RS256", "other");
    String unnamed =
        other.signed(
            Tokens.claims(_ -> {}),
            "RS256",
            other.key().getPrivateKey(),
            token -> token.setKeyIdHeaderValue(null));
    TokenKeys both = TokenKeys.parse(Tokens.published(ISSUER, other));
    assertThat(new TokenVerifier(config(null)).verify(unnamed, both, now))
        .isInstanceOf(Result.Valid.class);
  }

  @Test
  void groupsMayBeOneNameOrSeveral() {
    assertThat(groups("admins")).containsExactly("admins");
    assertThat(groups(List.of("admins", "staff"))).containsExactlyInAnyOrder("admins", "staff");
  }

  private Iterable<String> groups(Object claim) {
    String token = ISSUER.token(claims -> claims.setClaim("roles", claim));
    return ((Result.Valid) verify(token)).groups();
  }

  @ParameterizedTest
  @CsvSource({"-60, false", "-59, true", "0, true"})
  void aMinuteIsAllowedForClocks(int expired, boolean counts) {
    assertThat(verify(ISSUER.tokenUntil(now.plusSeconds(expired))) instanceof Result.Valid)
        .isEqualTo(counts);
  }

  @ParameterizedTest
  @CsvSource({"60, true", "61, false"})
  void aTokenForLaterDoesNotCountYet(int begins, boolean counts) {
    String token =
        ISSUER.token(claims ->
            claims.setNotBefore(NumericDate.fromSeconds(now.plusSeconds(begins).getEpochSecond())));
    assertThat(verify(token) instanceof Result.Valid).isEqualTo(counts);
  }

  @ParameterizedTest
  @MethodSource
  void claimsMustBeThereAndRight(String what, Consumer<JwtClaims> change) {
    assertThat(verify(ISSUER.token(change))).as(what).isEqualTo(new Result.Invalid());
  }

  static List<Arguments> claimsMustBeThereAndRight() {
    Map<String, Consumer<JwtClaims>> changes =
        Map.ofEntries(
            Map.entry("another issuer", claims -> claims.setIssuer("https://login.example/")),
            Map.entry("no issuer", claims -> claims.unsetClaim("iss")),
            Map.entry("another audience", claims -> claims.setAudience("others")),
            Map.entry("no audience", claims -> claims.unsetClaim("aud")),
            Map.entry("no end", claims -> claims.unsetClaim("exp")),
            Map.entry("an end that is no time", claims -> claims.setClaim("exp", "tomorrow")),
            Map.entry("an end beyond all time", claims -> claims.setClaim("exp", Long.MAX_VALUE)),
            Map.entry("no user", claims -> claims.unsetClaim("sub")),
            Map.entry("a user that is no text", claims -> claims.setClaim("sub", 7)),
            Map.entry("an empty user", claims -> claims.setSubject(" ")),
            Map.entry("a user with a line break", claims -> claims.setSubject("a\nb")),
            Map.entry("a long user", claims -> claims.setSubject("a".repeat(256))),
            Map.entry(
                "groups that are no names", claims -> claims.setClaim("roles", Map.of("a", 1))),
            Map.entry(
                "groups that hold a number", claims -> claims.setClaim("roles", List.of("a", 1))));
    return changes.entrySet().stream()
        .map(change -> Arguments.of(change.getKey(), change.getValue()))
        .toList();
  }

  @Test
  void aTokenWithoutASignatureDoesNotCount() {
    String none = ISSUER.signed(Tokens.claims(_ -> {}), "none", null, _ -> {});
    assertThat(none).endsWith(".");
    assertThat(verify(none)).isNotInstanceOf(Result.Valid.class);
    String token = ISSUER.token();
    assertThat(verify(token.substring(0, token.lastIndexOf('.') + 1)))
        .isEqualTo(new Result.Invalid());
  }

  @Test
  void thePublicKeyIsNoSharedSecret() {
    for (byte[] secret :
        List.of(
            ISSUER.key().getPublicKey().getEncoded(),
            Tokens.published(ISSUER).getBytes(StandardCharsets.UTF_8))) {
      String forged = ISSUER.signed(Tokens.claims(_ -> {}), "HS256", new HmacKey(secret), _ -> {});
      assertThat(verify(forged)).isNotInstanceOf(Result.Valid.class);
    }
  }

  @Test
  void aSharedSecretAmongTheKeysIsLeftOut() {
    assertThat(
            TokenKeys.parse(
                    "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"},"
                        + Tokens.published(ISSUER).replaceFirst("\\{\"keys\":\\[", ""))
                .all())
        .hasSize(1);
  }

  @Test
  void anotherKeyUnderTheSameNameDoesNotCount() {
    Tokens forger = Tokens.of("RS256", "one");
    assertThat(verify(forger.token())).isEqualTo(new Result.Invalid());
  }

  @Test
  void aKeyThatTheTokenBringsAlongIsNotLookedAt() {
    Tokens forger = Tokens.of("RS256", "one");
    String forged =
        forger.signed(
            Tokens.claims(_ -> {}),
            "RS256",
            forger.key().getPrivateKey(),
            token -> {
              token.setJwkHeader(forger.key());
              token.setHeader("jku", "https://forger.example/keys");
            });
    assertThat(verify(forged)).isEqualTo(new Result.Invalid());
  }

  @Test
  void anAlgorithmThatIsNotOnTheListDoesNotCount() {
    for (String other : List.of("RS384", "RS512", "PS512")) {
      String token =
          ISSUER.signed(Tokens.claims(_ -> {}), other, ISSUER.key().getPrivateKey(), _ -> {});
      assertThat(verify(token)).as(other).isNotInstanceOf(Result.Valid.class);
    }
  }

  @Test
  void anUnknownKeyIsSaidToBeOne() {
    assertThat(verify(Tokens.of("RS256", "new").token())).isEqualTo(new Result.UnknownKey());
  }

  @Test
  void whatMustBeUnderstoodAndIsNotDoesNotCount() {
    String token =
        ISSUER.signed(
            Tokens.claims(_ -> {}),
            "RS256",
            ISSUER.key().getPrivateKey(),
            it -> {
              it.setCriticalHeaderNames("exp");
              it.setHeader("exp", 1);
            });
    assertThat(verify(token)).isEqualTo(new Result.Invalid());
  }

  @Test
  void aTokenThatWasChangedDoesNotCount() {
    String token = ISSUER.token();
    int middle = token.indexOf('.') + 10;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    assertThat(verify(token.substring(0, middle) + other + token.substring(middle + 1)))
        .isEqualTo(new Result.Invalid());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "a.b.c",
        "e30.e30.e30",
        "e30.e30.",
        "eyJhbGciOm51bGx9.e30.AA",
        "bnVsbA.e30.AA"
      })
  void garbageDoesNotCount(String token) {
    assertThat(verify(token)).isNotInstanceOf(Result.Valid.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x | is no set of JSON Web Keys",
        "{} | is no set of JSON Web Keys",
        "[] | is no set of JSON Web Keys",
        "{\"keys\":[]} | holds no key that can be used",
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]} | holds no key that can be used"
      })
  void saysWhatIsWrongWithKeys(String json, String problem) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenKeys.parse(json))
        .withMessageStartingWith(problem);
  }

  @Test
  void printsNothingThatIdentifiesAnybody() {
    assertThat(verify(ISSUER.token()).toString()).doesNotContain("alice");
  }
}
