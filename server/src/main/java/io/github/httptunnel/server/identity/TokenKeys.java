package io.github.httptunnel.server.identity;

import java.security.Key;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * The public keys of an issuer of tokens, as they were published once (RFC 7517). Keys that are for
 * something else are left out, secret ones above all: with a shared secret whoever checks a token
 * could make one too. Immutable.
 */
final class TokenKeys {

  /** No key is known yet. */
  static final TokenKeys NONE = new TokenKeys(List.of());

  /** Longer texts are no set of keys of anybody's. */
  static final int MOST_BYTES = 256 * 1024;

  private static final int LEAST_RSA_BITS = 2048;
  private static final int MOST_KEYS = 100;

  private final List<JsonWebKey> keys;

  private TokenKeys(List<JsonWebKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads a set of keys.
   *
   * @throws IllegalArgumentException if it holds no key that counts; the message follows a name
   */
  static TokenKeys parse(String json) {
    List<JsonWebKey> usable = new ArrayList<>();
    try {
      for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
        if (isUsable(key)) {
          usable.add(key);
        }
      }
    } catch (JoseException | RuntimeException _) {
      throw new IllegalArgumentException(
          "is no set of JSON Web Keys (expected: {\"keys\": [...]})");
    }
    if (usable.isEmpty() || usable.size() > MOST_KEYS) {
      throw new IllegalArgumentException(
          usable.isEmpty()
              ? "holds no key that can be used (expected: public keys for signatures: RSA from 2048"
                  + " bits, EC P-256 or Ed25519)"
              : "holds more than " + MOST_KEYS + " keys");
    }
    return new TokenKeys(usable);
  }

  private static boolean isUsable(JsonWebKey key) {
    boolean signs = key.getUse() == null || key.getUse().equals("sig");
    return signs
        && switch (key) {
          case RsaJsonWebKey rsa ->
              rsa.getKey() instanceof RSAKey known
                  && known.getModulus().bitLength() >= LEAST_RSA_BITS;
          case EllipticCurveJsonWebKey curve -> curve.getCurveName().equals("P-256");
          case OctetKeyPairJsonWebKey pair ->
              pair.getSubtype().equals(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
          default -> false;
        };
  }

  List<JsonWebKey> all() {
    return keys;
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  /** Whether a key that counted once still does. */
  boolean hold(Key key) {
    return keys.stream().anyMatch(known -> known.getKey().equals(key));
  }

  /** Whether they are the same as others. */
  boolean sameAs(TokenKeys other) {
    return keys.size() == other.keys.size()
        && other.keys.stream().allMatch(key -> hold(key.getKey()));
  }

  @Override
  public String toString() {
    return "TokenKeys[" + keys.size() + "]";
  }
}
