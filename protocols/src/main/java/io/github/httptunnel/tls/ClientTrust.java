package io.github.httptunnel.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Decides about clients' certificates. */
public sealed interface ClientTrust {

  /**
   * The files are good.
   *
   * @param manager decides
   * @param user where in a certificate the user's name stands
   * @param authorities who may have issued certificates
   * @param lists of certificates that count no more; empty if nobody asks
   */
  record Ready(
      X509ExtendedTrustManager manager,
      ClientCertificates.Name user,
      KeyStore authorities,
      List<X509CRL> lists)
      implements ClientTrust {
    /** Copies the list. */
    public Ready {
      lists = List.copyOf(lists);
    }

    /** Whether a certificate that counted once is on one of the lists. */
    boolean isRevoked(X509Certificate certificate) {
      return lists.stream().anyMatch(list -> list.isRevoked(certificate));
    }
  }

  /**
   * A file cannot be used.
   *
   * @param problem names it and says what to do
   */
  record Unusable(String problem) implements ClientTrust {}

  /** Reads the files. Blocks. */
  static ClientTrust load(ClientCertificates certificates) {
    return load(certificates, null);
  }

  /**
   * The same with authorities that were read before: only the lists are read. Blocks.
   *
   * @param known absent: the authorities are read too
   */
  static ClientTrust load(ClientCertificates certificates, @Nullable KeyStore known) {
    try {
      KeyStore authorities = known == null ? authorities(certificates.authorities()) : known;
      if (authorities.size() == 0) {
        return new Unusable(
            certificates.authorities()
                + ": holds no certificate (expected: -----BEGIN CERTIFICATE-----)");
      }
      PKIXBuilderParameters parameters =
          new PKIXBuilderParameters(authorities, new X509CertSelector());
      List<X509CRL> lists =
          certificates.revoked() == null ? List.of() : revoked(certificates.revoked());
      parameters.setRevocationEnabled(!lists.isEmpty());
      if (!lists.isEmpty()) {
        parameters.addCertStore(
            CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
      }
      return new Ready(manager(parameters), certificates.user(), authorities, lists);
    } catch (IOException e) {
      return new Unusable(KeyLoader.unreadable(unreadable(certificates), e, "PEM"));
    } catch (CertificateException e) {
      return new Unusable(
          certificates.authorities()
              + ": is no PEM certificate (expected: -----BEGIN CERTIFICATE-----)");
    } catch (CRLException e) {
      return new Unusable(
          certificates.revoked() + ": is no PEM list (expected: -----BEGIN X509 CRL-----)");
    } catch (GeneralSecurityException e) {
      return new Unusable(
          certificates.authorities() + ": cannot be used (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static KeyStore authorities(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count++, certificate);
      }
    }
    return store;
  }

  private static List<X509CRL> revoked(Path file) throws GeneralSecurityException, IOException {
    List<X509CRL> lists = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      for (CRL list : CertificateFactory.getInstance("X.509").generateCRLs(in)) {
        if (list instanceof X509CRL known) {
          lists.add(known);
        }
      }
    }
    if (lists.isEmpty()) {
      throw new CRLException("empty");
    }
    return lists;
  }

  private static X509ExtendedTrustManager manager(PKIXBuilderParameters parameters)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new GeneralSecurityException("no X.509 trust manager");
  }

  private static Path unreadable(ClientCertificates certificates) {
    @Nullable Path revoked = certificates.revoked();
    return revoked == null || !Files.isReadable(certificates.authorities())
        ? certificates.authorities()
        : revoked;
  }
}
