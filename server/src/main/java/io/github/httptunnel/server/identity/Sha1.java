package io.github.httptunnel.server.identity;

import java.security.MessageDigest;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * {@code {SHA}}: SHA-1 once and without a salt. Whoever gets the file gets most of its passwords.
 *
 * @param hash in Base64
 */
record Sha1(String hash) implements PasswordHash {

  @Override
  public boolean matches(byte[] password) {
    return MessageDigest.isEqual(Base64.getDecoder().decode(hash), DigestUtils.sha1(password));
  }

  @Override
  public Effort effort() {
    return new Effort("sha", "");
  }

  @Override
  public String toString() {
    return "Sha1[***]";
  }
}
