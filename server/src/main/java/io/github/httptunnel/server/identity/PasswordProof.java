package io.github.httptunnel.server.identity;

import io.github.httptunnel.tunnel.Proof;

/**
 * A password that was right.
 *
 * @param user whose
 * @param hash with which it was compared
 */
record PasswordProof(String user, PasswordHash hash) implements Proof {
  @Override
  public String toString() {
    return "PasswordProof[***]";
  }
}
