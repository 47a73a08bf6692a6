package io.github.httptunnel.server.config;

import io.github.httptunnel.tls.ClientCertificates;
import io.github.httptunnel.tls.KeyMaterial;
import org.jspecify.annotations.Nullable;

/** Tries what a listener's TLS is made of before anything is started. */
@FunctionalInterface
public interface KeyMaterialCheck {

  /**
   * A sentence that says what is wrong and names the files, never a password; absent when the
   * material works.
   */
  @Nullable String problem(KeyMaterial material);

  /** The same for what clients' certificates are judged by. */
  default @Nullable String problem(ClientCertificates certificates) {
    return null;
  }
}
