package io.github.httptunnel.server.identity;

/** A password as a file keeps it. {@code toString} hides it. */
sealed interface PasswordHash permits Apr1, Argon2id, Bcrypt, Sha1, ShaCrypt {

  /**
   * What a comparison costs: hashes that agree in both take the same time.
   *
   * @param kind how the hash is made
   * @param cost the figures that go with it
   */
  record Effort(String kind, String cost) {
    /** For people. */
    String text() {
      return cost.isEmpty() ? kind : kind + " " + cost;
    }
  }

  /**
   * Compares, in a time that does not depend on the password. Takes milliseconds on purpose.
   *
   * @param password in UTF-8; left as it is
   */
  boolean matches(byte[] password);

  /** What that costs. */
  Effort effort();

  /** How much of the heap a comparison takes, in KiB. */
  default int memory() {
    return 0;
  }
}
