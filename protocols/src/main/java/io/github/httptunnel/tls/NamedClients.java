package io.github.httptunnel.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts clients that are trusted at the moment, if their certificates name a user. */
final class NamedClients extends X509ExtendedTrustManager {

  private final Supplier<ClientTrust.Ready> current;

  NamedClients(Supplier<ClientTrust.Ready> current) {
    this.current = current;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    ClientTrust.Ready trust = current.get();
    trust.manager().checkClientTrusted(chain, type, engine);
    checkName(chain, trust);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    ClientTrust.Ready trust = current.get();
    trust.manager().checkClientTrusted(chain, type, socket);
    checkName(chain, trust);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    ClientTrust.Ready trust = current.get();
    trust.manager().checkClientTrusted(chain, type);
    checkName(chain, trust);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw notAClient();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw notAClient();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw notAClient();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return current.get().manager().getAcceptedIssuers();
  }

  private static void checkName(X509Certificate[] chain, ClientTrust.Ready trust)
      throws CertificateException {
    if (ClientName.of(chain[0], trust.user()) == null) {
      throw new CertificateException("the certificate names no user");
    }
  }

  private static CertificateException notAClient() {
    return new CertificateException("clients only");
  }
}
