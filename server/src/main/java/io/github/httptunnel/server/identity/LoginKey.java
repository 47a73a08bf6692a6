package io.github.httptunnel.server.identity;

/**
 * Stands for a name and a password, so that neither has to be remembered: 128 bits that mean
 * nothing to anybody without the key they were made with.
 */
record LoginKey(long first, long second) {
  @Override
  public String toString() {
    return "LoginKey[***]";
  }
}
