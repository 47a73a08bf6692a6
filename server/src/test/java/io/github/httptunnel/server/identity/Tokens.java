package io.github.httptunnel.server.identity;

import java.security.Key;
import java.time.Instant;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer of tokens, honest unless it is told otherwise. */
public final class Tokens {

  public static final String ISSUER = "https://login.example";
  public static final String AUDIENCE = "http-tunnel";

  private final PublicJsonWebKey key;
  private final String algorithm;

  private Tokens(PublicJsonWebKey key, String algorithm, String id) {
    this.key = key;
    this.algorithm = algorithm;
    key.setKeyId(id);
  }

  /** One that signs with a fresh key of the kind that the algorithm wants. */
  public static Tokens of(String algorithm, String id) {
    try {
      return new Tokens(
          switch (algorithm) {
            case AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256 ->
                EcJwkGenerator.generateJwk(EllipticCurves.P256);
            case AlgorithmIdentifiers.EDDSA ->
                OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            default -> RsaJwkGenerator.generateJwk(2048);
          },
          algorithm,
          id);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Tokens elliptic(String id) {
    return of(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, id);
  }

  PublicJsonWebKey key() {
    return key;
  }

  /** What the issuers publish. */
  public static String published(Tokens... issuers) {
    JsonWebKeySet set = new JsonWebKeySet();
    for (Tokens issuer : issuers) {
      set.addJsonWebKey(issuer.key);
    }
    return set.toJson(OutputControlLevel.PUBLIC_ONLY);
  }

  /** A token of alice's that counts for five minutes. */
  public String token() {
    return token(_ -> {});
  }

  /** The same with other claims. */
  public String token(Consumer<JwtClaims> change) {
    return signed(claims(change), algorithm, key.getPrivateKey(), _ -> {});
  }

  /** The same until a time. */
  public String tokenUntil(Instant end) {
    return token(claims -> claims.setExpirationTime(NumericDate.fromSeconds(end.getEpochSecond())));
  }

  static String claims(Consumer<JwtClaims> change) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience(AUDIENCE);
    claims.setSubject("alice");
    claims.setExpirationTimeMinutesInTheFuture(5);
    change.accept(claims);
    return claims.toJson();
  }

  /** A token signed by whatever with whatever. */
  String signed(String claims, String with, Key by, Consumer<JsonWebSignature> change) {
    JsonWebSignature token = new JsonWebSignature();
    token.setPayload(claims);
    token.setKey(by);
    token.setKeyIdHeaderValue(key.getKeyId());
    token.setAlgorithmHeaderValue(with);
    token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    token.setDoKeyValidation(false);
    change.accept(token);
    try {
      return token.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
