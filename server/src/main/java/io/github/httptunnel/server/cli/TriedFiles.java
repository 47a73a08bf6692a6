package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.config.KeyMaterialCheck;
import io.github.httptunnel.tls.ClientCertificates;
import io.github.httptunnel.tls.ClientTrust;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tls.TlsServerContext;
import org.jspecify.annotations.Nullable;

/** Tries files by loading them as a start would. */
final class TriedFiles implements KeyMaterialCheck {

  @Override
  public @Nullable String problem(KeyMaterial material) {
    return switch (TlsServerContext.load(material)) {
      case TlsServerContext.Ready _ -> null;
      case TlsServerContext.Unusable(String problem) -> problem;
    };
  }

  @Override
  public @Nullable String problem(ClientCertificates certificates) {
    return switch (ClientTrust.load(certificates)) {
      case ClientTrust.Ready _ -> null;
      case ClientTrust.Unusable(String problem) -> problem;
    };
  }
}
