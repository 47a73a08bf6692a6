package io.github.httptunnel.tls;

import io.github.httptunnel.tunnel.Proof;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The certificate that a client has shown.
 *
 * @param chain it comes first, then who issued it
 */
record CertificateProof(List<X509Certificate> chain) implements Proof {
  CertificateProof {
    chain = List.copyOf(chain);
  }

  @Override
  public String toString() {
    return "CertificateProof[***]";
  }
}
