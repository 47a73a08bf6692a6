package io.github.httptunnel.tls;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Proof;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What a finished handshake proves of a client. Follows the lists of certificates that count no
 * more: event loops ask while another thread replaces them, hence the atomic.
 */
public final class ClientProof {

  private final AtomicReference<ClientTrust.Ready> trust;
  private final boolean required;

  /**
   * @param trust decides about certificates at first
   * @param required whether there is no handshake without one
   */
  public ClientProof(ClientTrust.Ready trust, boolean required) {
    this.trust = new AtomicReference<>(trust);
    this.required = required;
  }

  boolean required() {
    return required;
  }

  /** What decides about certificates now. */
  public ClientTrust.Ready trust() {
    return trust.get();
  }

  /** Decides by other lists from now on. */
  public void follow(ClientTrust.Ready next) {
    trust.set(next);
  }

  X509ExtendedTrustManager manager() {
    return new NamedClients(this::trust);
  }

  /**
   * Whether something that was proved still counts.
   *
   * @return false only for the certificate of a client that counts no more
   */
  public boolean stands(Proof proof) {
    ClientTrust.Ready now = trust.get();
    return !(proof instanceof CertificateProof(List<X509Certificate> chain))
        || chain.stream().noneMatch(now::isRevoked);
  }

  /**
   * The client with the name that its certificate proves; as it is if it showed no certificate and
   * needs none.
   *
   * @throws CertificateException if the certificate has expired or been revoked since it was shown,
   *     as a session that is resumed was judged long ago; or if one is missing although it is
   *     required
   */
  ClientInfo identified(ClientInfo client, SSLSession session) throws CertificateException {
    List<X509Certificate> chain = chain(session);
    if (chain.isEmpty()) {
      if (required) {
        throw new CertificateException("no certificate");
      }
      return client;
    }
    chain.getFirst().checkValidity();
    CertificateProof proof = new CertificateProof(chain);
    if (!stands(proof)) {
      throw new CertificateException("a certificate that was revoked");
    }
    String name = ClientName.of(chain.getFirst(), trust.get().user());
    if (name == null) {
      throw new CertificateException("a certificate without a name");
    }
    return client.known(name, proof);
  }

  private static List<X509Certificate> chain(SSLSession session) {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Certificate certificate : session.getPeerCertificates()) {
        chain.add((X509Certificate) certificate);
      }
    } catch (SSLPeerUnverifiedException _) {
      return List.of();
    }
    return chain;
  }
}
