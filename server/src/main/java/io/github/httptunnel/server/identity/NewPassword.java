package io.github.httptunnel.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** A password that is to be kept, as a line of a file keeps it. {@code toString} hides it. */
public sealed interface NewPassword {

  /** How it is hashed. */
  enum Algorithm {
    /** For every program that reads htpasswd files. */
    BCRYPT,
    /** Stronger against those who have the file and much hardware; known to this program only. */
    ARGON2ID
  }

  /**
   * It can be kept.
   *
   * @param hash as it stands in a file
   */
  record Hashed(String hash) implements NewPassword {
    @Override
    public String toString() {
      return "Hashed[***]";
    }
  }

  /**
   * It could never be used.
   *
   * @param problem what is wrong and what to do
   */
  record Unusable(String problem) implements NewPassword {}

  /** Hashes one, with a salt of its own. Takes a fraction of a second. */
  static NewPassword of(String user, String password, Algorithm algorithm, SecureRandom random) {
    byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
    if (password.isEmpty()) {
      return new Unusable("the password is empty");
    }
    if (password.chars().anyMatch(Character::isISOControl)) {
      return new Unusable("the password has a control character, which no client can send");
    }
    if (user.getBytes(StandardCharsets.UTF_8).length + bytes.length > PasswordDesk.MOST_BYTES) {
      return new Unusable(
          "name and password have more than " + PasswordDesk.MOST_BYTES + " bytes together");
    }
    return switch (algorithm) {
      case ARGON2ID -> new Hashed(Argon2id.of(bytes, random).text());
      case BCRYPT ->
          bytes.length > Bcrypt.MOST_BYTES
              ? new Unusable(
                  "the password has more than %d bytes, and bcrypt would look at no more of it"
                          .formatted(Bcrypt.MOST_BYTES)
                      + " (--algorithm argon2id takes longer ones)")
              : new Hashed(Bcrypt.of(bytes, random).text());
    };
  }
}
