package io.github.httptunnel.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * What a finished handshake proves of a client.
 *
 * @param trust decided about its certificate
 * @param required whether there is none without a certificate
 */
public record ClientProof(ClientTrust.Ready trust, boolean required) {

  /**
   * The user's name; absent if the client showed no certificate and needs none.
   *
   * @throws CertificateException if the certificate has expired since it was shown, as a session
   *     that is resumed was judged long ago; or if one is missing although it is required
   */
  @Nullable String user(SSLSession session) throws CertificateException {
    X509Certificate certificate = certificate(session);
    if (certificate == null) {
      if (required) {
        throw new CertificateException("no certificate");
      }
      return null;
    }
    certificate.checkValidity();
    String name = ClientName.of(certificate, trust.user());
    if (name == null) {
      throw new CertificateException("a certificate without a name");
    }
    return name;
  }

  private static @Nullable X509Certificate certificate(SSLSession session) {
    try {
      return (X509Certificate) session.getPeerCertificates()[0];
    } catch (SSLPeerUnverifiedException _) {
      return null;
    }
  }
}
