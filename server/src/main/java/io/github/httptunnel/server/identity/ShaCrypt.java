package io.github.httptunnel.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.Sha2Crypt;

/**
 * {@code $5$} and {@code $6$}: SHA-256 and SHA-512, many times over.
 *
 * @param text as in the file
 * @param rounds how many times
 */
record ShaCrypt(String text, int rounds) implements PasswordHash {

  static final int USUAL_ROUNDS = 5000;
  static final int LEAST_ROUNDS = 1000;
  static final int MOST_ROUNDS = 2_000_000;

  @Override
  public boolean matches(byte[] password) {
    byte[] copy = password.clone();
    String found =
        text.startsWith("$5$")
            ? Sha2Crypt.sha256Crypt(copy, text)
            : Sha2Crypt.sha512Crypt(copy, text);
    // a file may say "rounds=5000" or leave it out; what counts is behind the last $
    return MessageDigest.isEqual(hash(text), hash(found));
  }

  @Override
  public Effort effort() {
    return new Effort(text.substring(0, 3), Integer.toString(rounds));
  }

  private static byte[] hash(String crypted) {
    return crypted.substring(crypted.lastIndexOf('$') + 1).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return "ShaCrypt[***]";
  }
}
