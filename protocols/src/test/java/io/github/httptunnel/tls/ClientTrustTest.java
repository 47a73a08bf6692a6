package io.github.httptunnel.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that clients' certificates are judged by, and the names in these. */
final class ClientTrustTest {

  @TempDir private Path folder;
  private Issuer issuer;

  @BeforeEach
  void found() throws Exception {
    issuer = Issuer.create();
  }

  @Test
  void namesTheFirstMailAddressElseTheFirstDnsNameElseTheFirstUri() throws Exception {
    CertificateBuilder all = issuer.builder("CN=x").addSanUriName("spiffe://office/alice");
    assertThat(name(all)).isEqualTo("spiffe://office/alice");
    assertThat(name(all.addSanDnsName("alice.example"))).isEqualTo("alice.example");
    assertThat(name(all.addSanRfc822Name("alice@mail.example"))).isEqualTo("alice@mail.example");
  }

  @Test
  void namesNobodyWithoutAnAlternativeName() throws Exception {
    assertThat(name(issuer.builder("CN=alice"))).isNull();
    assertThat(name(issuer.builder("CN=alice").addSanIpAddress("192.0.2.1"))).isNull();
  }

  @Test
  void namesTheMostSignificantCommonName() throws Exception {
    assertThat(
            ClientName.of(
                issuer.issue("CN=alice,OU=x,CN=office").getCertificate(),
                ClientCertificates.Name.SUBJECT))
        .isEqualTo("alice");
  }

  @Test
  void saysThatAFileHoldsNoCertificate() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path text = Files.writeString(folder.resolve("text.pem"), "-----BEGIN CERTIFICATE-----\nx");

    assertThat(problem(empty, null))
        .isEqualTo(empty + ": holds no certificate (expected: -----BEGIN CERTIFICATE-----)");
    assertThat(problem(text, null))
        .isEqualTo(text + ": is no PEM certificate (expected: -----BEGIN CERTIFICATE-----)");
  }

  @Test
  void saysThatAFileHoldsNoListOfRevokedOnes() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");

    assertThat(problem(issuer.write(folder), empty))
        .isEqualTo(empty + ": is no PEM list (expected: -----BEGIN X509 CRL-----)");
  }

  @Test
  void saysWhichFileIsNotThere() throws Exception {
    Path missing = folder.resolve("missing.pem");

    assertThat(problem(missing, null)).startsWith(missing + ": there is no such file");
    assertThat(problem(issuer.write(folder), missing))
        .startsWith(missing + ": there is no such file");
  }

  private static String problem(Path authorities, @Nullable Path revoked) {
    ClientCertificates files =
        new ClientCertificates(authorities, ClientCertificates.Name.SUBJECT, revoked);
    return ((ClientTrust.Unusable) ClientTrust.load(files)).problem();
  }

  private @Nullable String name(CertificateBuilder builder) throws Exception {
    return ClientName.of(
        builder.buildIssuedBy(issuer.bundle()).getCertificate(), ClientCertificates.Name.SAN);
  }
}
