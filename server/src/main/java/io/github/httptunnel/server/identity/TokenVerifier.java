package io.github.httptunnel.server.identity;

import java.security.Key;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens (RFC 7519) as RFC 8725 recommends: a short list of algorithms, none of them with
 * a shared secret; keys of the issuer's set alone, whatever a token brings along; issuer, audience
 * and expiry must be there and right. Stateless; takes about a tenth of a millisecond.
 */
final class TokenVerifier {

  /** For clocks that are not quite right. */
  static final int LEEWAY_SECONDS = 60;

  private static final AlgorithmConstraints ALGORITHMS =
      new AlgorithmConstraints(
          AlgorithmConstraints.ConstraintType.PERMIT,
          AlgorithmIdentifiers.RSA_USING_SHA256,
          AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
          AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
          AlgorithmIdentifiers.EDDSA);

  private static final int MOST_GROUPS = 200;

  private final TokenConfig config;

  TokenVerifier(TokenConfig config) {
    this.config = config;
  }

  /** What came of it. */
  sealed interface Result {

    /**
     * The token counts.
     *
     * @param key with which it was signed
     * @param until it counts, leeway included
     */
    record Valid(String user, Set<String> groups, Key key, Instant until) implements Result {
      @Override
      public String toString() {
        return "Valid[***]";
      }
    }

    /** It does not. */
    record Invalid() implements Result {}

    /** It may count, and nobody knows the key it names. */
    record UnknownKey() implements Result {}
  }

  Result verify(String token, TokenKeys keys, Instant now) {
    try {
      return result(consumer(keys, now).process(token));
    } catch (InvalidJwtException invalid) {
      return isAboutTheKey(invalid) ? new Result.UnknownKey() : new Result.Invalid();
    } catch (MalformedClaimException | DateTimeException _) {
      return new Result.Invalid();
    }
  }

  private JwtConsumer consumer(TokenKeys keys, Instant now) {
    JwksVerificationKeyResolver resolver = new JwksVerificationKeyResolver(keys.all());
    // a token that names no key may be signed with any of those that suit its algorithm
    resolver.setDisambiguateWithVerifySignature(true);
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(resolver)
        .setJwsAlgorithmConstraints(ALGORITHMS)
        .setExpectedIssuer(config.issuer())
        .setExpectedAudience(config.audience())
        .setRequireExpirationTime()
        .setAllowedClockSkewInSeconds(LEEWAY_SECONDS)
        .setEvaluationTime(NumericDate.fromSeconds(now.getEpochSecond()))
        .build();
  }

  private Result result(JwtContext context) throws MalformedClaimException {
    JwtClaims claims = context.getJwtClaims();
    String user = claims.getClaimValueAsString(config.userClaim());
    if (!(claims.getClaimValue(config.userClaim()) instanceof String) || !isName(user)) {
      return new Result.Invalid();
    }
    Set<String> groups = groups(claims.getClaimValue(claimOfGroups()));
    if (groups == null) {
      return new Result.Invalid();
    }
    Instant until =
        Instant.ofEpochSecond(claims.getExpirationTime().getValue()).plusSeconds(LEEWAY_SECONDS);
    return new Result.Valid(user, groups, context.getJoseObjects().getFirst().getKey(), until);
  }

  private String claimOfGroups() {
    return config.groupsClaim() == null ? "" : config.groupsClaim();
  }

  /** One name or several; null if they are none, or too many. */
  private @Nullable Set<String> groups(@Nullable Object claim) {
    if (claim == null || config.groupsClaim() == null) {
      return Set.of();
    }
    Collection<?> names = claim instanceof Collection<?> several ? several : List.of(claim);
    Set<String> groups = new HashSet<>();
    for (Object name : names) {
      if (!(name instanceof String group) || !isName(group) || groups.size() == MOST_GROUPS) {
        return null;
      }
      groups.add(group);
    }
    return groups;
  }

  private static boolean isName(@Nullable String name) {
    return name != null && !name.isBlank() && UserFile.nameProblem(name) == null;
  }

  private static boolean isAboutTheKey(InvalidJwtException invalid) {
    return invalid.getCause() instanceof UnresolvableKeyException;
  }
}
