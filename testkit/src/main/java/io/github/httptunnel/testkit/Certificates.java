package io.github.httptunnel.testkit;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A certificate authority made for one test and what it issues, all with P-256 keys unless said
 * otherwise. Immutable; files are only written when asked for.
 */
public final class Certificates {

  private static final Duration VALID = Duration.ofDays(30);

  private final X509Bundle authority;

  private Certificates(X509Bundle authority) {
    this.authority = authority;
  }

  /** Makes an authority with a fresh key. */
  public static Certificates create() {
    return named("Test Authority");
  }

  /**
   * The same under a name of its own: clients that trust one authority and have a certificate of
   * another with the same name mix up the two.
   */
  public static Certificates named(String name) {
    return new Certificates(
        built(
            new CertificateBuilder().ecp256().subject("CN=" + name).setIsCertificateAuthority(true),
            null));
  }

  /** A server's identity for {@code localhost}, {@code 127.0.0.1} and {@code ::1}. */
  public Identity server() {
    return server("localhost", "127.0.0.1", "::1");
  }

  /** A server's identity for those names and addresses, the first of which is its subject. */
  public Identity server(String... names) {
    return issue(Algorithm.ecp256, names);
  }

  /** As {@link #server()}, with a 2048-bit RSA key. */
  public Identity rsaServer() {
    return issue(Algorithm.rsa2048, "localhost", "127.0.0.1", "::1");
  }

  /** As {@link #server()}, but its time ended a day ago. */
  public Identity expiredServer() {
    Instant end = Instant.now().minus(Duration.ofDays(1));
    return new Identity(
        built(leaf(Algorithm.ecp256, "localhost", "127.0.0.1").notAfter(end), authority));
  }

  /** An identity for a client's side of mutual TLS. */
  public Identity client(String commonName) {
    CertificateBuilder builder =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=" + commonName)
            .addExtendedKeyUsageClientAuth()
            .notAfter(Instant.now().plus(VALID));
    return new Identity(built(builder, authority));
  }

  /** A context for clients that trust this authority and nothing else. */
  public SSLContext clientContext() {
    return Identity.context(null, trust());
  }

  /** What such a context decides with, for clients that ask for it by itself. */
  public X509TrustManager trustManager() {
    return (X509TrustManager) authority.toTrustManager();
  }

  /** The same for a client that shows {@code identity} if asked. */
  public SSLContext clientContext(Identity identity) {
    return Identity.context(identity, trust());
  }

  /** A context for servers that show {@code identity}. */
  public SSLContext serverContext(Identity identity) {
    return Identity.context(identity, trust());
  }

  /** Writes the authority's certificate as {@code ca.pem} into {@code folder}. */
  public Path writeAuthority(Path folder) {
    return Identity.write(folder.resolve("ca.pem"), authority.getCertificatePEM());
  }

  /** Writes the authority's list of those that count no more as {@code revoked.pem}. */
  public Path writeRevoked(Path folder, Identity... revoked) {
    Date now = Date.from(Instant.now());
    X509v2CRLBuilder list =
        new JcaX509v2CRLBuilder(authority.getCertificate().getSubjectX500Principal(), now)
            .setNextUpdate(Date.from(Instant.now().plus(VALID)));
    for (Identity one : revoked) {
      list.addCRLEntry(one.certificate().getSerialNumber(), now, CRLReason.keyCompromise);
    }
    try {
      byte[] signed =
          list.build(
                  new JcaContentSignerBuilder("SHA256withECDSA")
                      .build(authority.getKeyPair().getPrivate()))
              .getEncoded();
      String text = Base64.getMimeEncoder().encodeToString(signed);
      return Identity.write(
          folder.resolve("revoked.pem"),
          "-----BEGIN X509 CRL-----\n" + text + "\n-----END X509 CRL-----\n");
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("list of revoked certificates: cannot be built", e);
    }
  }

  private Identity issue(Algorithm algorithm, String... names) {
    CertificateBuilder builder = leaf(algorithm, names).notAfter(Instant.now().plus(VALID));
    return new Identity(built(builder, authority));
  }

  private static CertificateBuilder leaf(Algorithm algorithm, String... names) {
    CertificateBuilder builder =
        new CertificateBuilder()
            .algorithm(algorithm)
            .subject("CN=" + names[0].replace(":", "\\:"))
            .addExtendedKeyUsageServerAuth();
    for (String name : names) {
      addName(builder, name);
    }
    return builder;
  }

  private static void addName(CertificateBuilder builder, String name) {
    if (name.matches("[0-9.]+|.*:.*")) {
      builder.addSanIpAddress(InetAddress.ofLiteral(name));
    } else {
      builder.addSanDnsName(name);
    }
  }

  private TrustManager[] trust() {
    return new TrustManager[] {trustManager()};
  }

  private static X509Bundle built(CertificateBuilder builder, @Nullable X509Bundle issuer) {
    builder.notBefore(Instant.now().minus(Duration.ofDays(3)));
    try {
      return issuer == null ? builder.buildSelfSigned() : builder.buildIssuedBy(issuer);
    } catch (Exception e) {
      throw new IllegalStateException("certificate: cannot be built", e);
    }
  }
}
