package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

  private final Certificates certificates = Certificates.create();

  @Test
  void issuesEllipticCurveKeysUnlessAskedForRsa() {
    assertThat(certificates.server().key().getAlgorithm()).isEqualTo("EC");
    assertThat(certificates.rsaServer().key().getAlgorithm()).isEqualTo("RSA");
  }

  @Test
  void issuesAnExpiredCertificate() {
    assertThatThrownBy(() -> certificates.expiredServer().certificate().checkValidity())
        .isInstanceOf(CertificateExpiredException.class);
  }

  @Test
  void writesPem(@TempDir Path folder) throws Exception {
    Identity server = certificates.server("a.example");
    assertThat(server.writeCertificate(folder, "cert.pem"))
        .content()
        .startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(server.writeKey(folder, "key.pem")).content().startsWith("-----BEGIN PRIVATE KEY");
    assertThat(certificates.writeAuthority(folder)).content().startsWith("-----BEGIN CERTIFICATE");
  }

  @Test
  void writesPkcs12(@TempDir Path folder) throws Exception {
    Path file = certificates.server().writePkcs12(folder, "id.p12", "secret");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, "secret".toCharArray());
    }
    String alias = store.aliases().nextElement();
    assertThat(store.getKey(alias, "secret".toCharArray())).isNotNull();
  }

  @Test
  void issuesClientsForMutualTls() {
    Identity client = certificates.client("alice");
    assertThat(client.certificate().getSubjectX500Principal().getName()).isEqualTo("CN=alice");
    assertThat(client.chain()).hasSize(1);
  }
}
