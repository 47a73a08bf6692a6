package io.github.httptunnel.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Trusts clients that another trusts, if their certificates name a user. */
final class NamedClients extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager others;
  private final ClientCertificates.Name name;

  NamedClients(X509ExtendedTrustManager others, ClientCertificates.Name name) {
    this.others = others;
    this.name = name;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    others.checkClientTrusted(chain, type, engine);
    checkName(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    others.checkClientTrusted(chain, type, socket);
    checkName(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    others.checkClientTrusted(chain, type);
    checkName(chain);
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
    return others.getAcceptedIssuers();
  }

  private void checkName(X509Certificate[] chain) throws CertificateException {
    if (ClientName.of(chain[0], name) == null) {
      throw new CertificateException("the certificate names no user");
    }
  }

  private static CertificateException notAClient() {
    return new CertificateException("clients only");
  }
}
