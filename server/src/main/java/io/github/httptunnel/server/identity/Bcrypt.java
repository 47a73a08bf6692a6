package io.github.httptunnel.server.identity;

import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * {@code $2y$}, {@code $2b$} and {@code $2a$}: looks at no more than {@value #MOST_BYTES} bytes.
 *
 * @param text as in the file
 * @param cost the binary logarithm of its rounds
 */
record Bcrypt(String text, int cost) implements PasswordHash {

  static final int MOST_BYTES = 72;
  static final int LEAST_COST = 4;

  /** Each step doubles the time: from 16 on one login takes seconds. */
  static final int MOST_COST = 15;

  private static final int USUAL_COST = 10;
  private static final int SALT_BYTES = 16;

  static Bcrypt of(byte[] password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return new Bcrypt(OpenBSDBCrypt.generate("2y", password, salt, USUAL_COST), USUAL_COST);
  }

  @Override
  public boolean matches(byte[] password) {
    return OpenBSDBCrypt.checkPassword(text, password.clone());
  }

  @Override
  public Effort effort() {
    return new Effort("bcrypt", Integer.toString(cost));
  }

  @Override
  public String toString() {
    return "Bcrypt[***]";
  }
}
