package io.github.httptunnel.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Issues certificates to clients. */
record Issuer(X509Bundle bundle) {

  static Issuer create() throws Exception {
    return new Issuer(
        new CertificateBuilder()
            .ecp256()
            .subject("CN=Authority")
            .setIsCertificateAuthority(true)
            .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign)
            .buildSelfSigned());
  }

  /** A certificate of this issuer. */
  X509Bundle issue(String subject) throws Exception {
    return builder(subject).buildIssuedBy(bundle);
  }

  /** The beginning of one. */
  CertificateBuilder builder(String subject) {
    return new CertificateBuilder()
        .ecp256()
        .subject(subject)
        .notBefore(Instant.now().minus(Duration.ofDays(3)))
        .notAfter(Instant.now().plus(Duration.ofDays(3)))
        .addExtendedKeyUsageClientAuth();
  }

  /** Its own certificate, as a file. */
  Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("ca.pem"), bundle.getCertificatePEM());
  }
}
