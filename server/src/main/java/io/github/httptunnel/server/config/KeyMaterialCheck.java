package io.github.httptunnel.server.config;

import io.github.httptunnel.tls.KeyMaterial;
import org.jspecify.annotations.Nullable;

/** Tries a listener's certificate and key before anything is started. */
@FunctionalInterface
public interface KeyMaterialCheck {

  /**
   * A sentence that says what is wrong and names the files, never a password; absent when the
   * material works.
   */
  @Nullable String problem(KeyMaterial material);
}
