package io.github.httptunnel.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Challenge;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Proof;
import io.github.httptunnel.tunnel.Refusal.Unauthenticated;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that are asked for a certificate, with both implementations of TLS. */
final class ClientCertificatesTest {

  private static final Outcome NOT_BELIEVED =
      new Outcome.Refused(
          new Unauthenticated(Unauthenticated.Lack.CERTIFICATE, new Challenge("", Set.of())),
          Phase.HANDSHAKE);

  @TempDir private Path folder;
  private final Guests guests = new Guests();
  private Issuer issuer;

  @BeforeEach
  void found() throws Exception {
    issuer = Issuer.create();
  }

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
  void knowsAClientByItsCertificate(SslProvider provider, String version) throws Exception {
    try (TlsPair pair =
        pair(provider, proof(true), client(version, issuer.issue("CN=alice,O=Office")))) {
      assertThat(guests.users()).containsExactly("alice");
      assertThat(pair.sink().failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
  void refusesAClientWithoutOne(SslProvider provider, String version) throws Exception {
    try (TlsPair pair = pair(provider, proof(true), client(version, null))) {
      assertNotBelieved(pair);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void servesAClientWithoutOneAsNobodyIfItNeedsNone(SslProvider provider) throws Exception {
    try (TlsPair pair = pair(provider, proof(false), client("TLSv1.3", null))) {
      assertThat(guests.users()).containsExactly((String) null);
      assertThat(pair.sink().failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
  void refusesACertificateOfAnotherAuthority(SslProvider provider, String version)
      throws Exception {
    X509Bundle other = issuer.builder("CN=alice").buildIssuedBy(Issuer.create().bundle());
    try (TlsPair pair = pair(provider, proof(false), client(version, other))) {
      assertNotBelieved(pair);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void refusesACertificateWhoseTimeIsOver(SslProvider provider) throws Exception {
    X509Bundle old =
        issuer
            .builder("CN=alice")
            .notAfter(Instant.now().minus(Duration.ofDays(1)))
            .buildIssuedBy(issuer.bundle());
    try (TlsPair pair = pair(provider, proof(true), client("TLSv1.3", old))) {
      assertNotBelieved(pair);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void refusesACertificateOfAServer(SslProvider provider) throws Exception {
    X509Bundle server =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=alice")
            .notBefore(Instant.now().minus(Duration.ofDays(3)))
            .notAfter(Instant.now().plus(Duration.ofDays(3)))
            .addExtendedKeyUsageServerAuth()
            .buildIssuedBy(issuer.bundle());
    try (TlsPair pair = pair(provider, proof(true), client("TLSv1.3", server))) {
      assertNotBelieved(pair);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void refusesACertificateThatNamesNobody(SslProvider provider) throws Exception {
    try (TlsPair pair = pair(provider, proof(true), client("TLSv1.3", issuer.issue("O=Office")))) {
      assertNotBelieved(pair);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void refusesACertificateThatWasRevoked(SslProvider provider) throws Exception {
    X509Bundle alice = issuer.issue("CN=alice");
    ClientProof proof = proof(true, alice.getCertificate().getSerialNumber());
    try (TlsPair pair = pair(provider, proof, client("TLSv1.3", alice))) {
      assertNotBelieved(pair);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void knowsTheOthersThatWereNotRevoked(SslProvider provider) throws Exception {
    ClientProof proof = proof(true, BigInteger.TEN);
    try (TlsPair pair = pair(provider, proof, client("TLSv1.3", issuer.issue("CN=alice")))) {
      assertThat(guests.users()).containsExactly("alice");
      assertThat(pair.sink().failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
  void knowsAClientThatResumesItsSession(SslProvider provider, String version) throws Exception {
    ClientProof proof = proof(true);
    SslContext server = context(provider, proof);
    SslContext client = clientContext(version, issuer.issue("CN=alice"));
    for (int i = 0; i < 2; i++) {
      SslHandler handler = client.newHandler(UnpooledByteBufAllocator.DEFAULT, "localhost", 443);
      try (TlsPair pair = new TlsPair(server, handler, guests, proof)) {
        pair.send("x");
        assertThat(pair.sink().failures()).isEmpty();
      }
    }

    assertThat(guests.users()).containsExactly("alice", "alice");
  }

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
  void refusesAClientThatResumesItsSessionAndWasRevokedMeanwhile(
      SslProvider provider, String version) throws Exception {
    X509Bundle alice = issuer.issue("CN=alice");
    ClientProof proof = proof(true, BigInteger.TEN);
    SslContext server = context(provider, proof);
    SslContext client = clientContext(version, alice);
    try (TlsPair pair = pair(server, client, proof)) {
      pair.send("x");
      assertThat(guests.users()).containsExactly("alice");
      assertThat(proof.stands(guests.proof())).isTrue();
    }

    proof.follow(proof(true, alice.getCertificate().getSerialNumber()).trust());

    assertThat(proof.stands(guests.proof())).isFalse();
    try (TlsPair pair = pair(server, client, proof)) {
      assertThat(pair.sink().failures()).containsExactly(NOT_BELIEVED);
      assertThat(guests.users()).containsExactly("alice");
    }
  }

  private TlsPair pair(SslContext server, SslContext client, ClientProof proof) throws Exception {
    SslHandler handler = client.newHandler(UnpooledByteBufAllocator.DEFAULT, "localhost", 443);
    return new TlsPair(server, handler, guests, proof);
  }

  private void assertNotBelieved(TlsPair pair) {
    assertThat(pair.sink().failures()).containsExactly(NOT_BELIEVED);
    assertThat(pair.server().channel().isOpen()).isFalse();
    assertThat(guests.users()).isEmpty();
  }

  private TlsPair pair(SslProvider provider, ClientProof proof, SslHandler client)
      throws Exception {
    return new TlsPair(context(provider, proof), client, guests, proof);
  }

  private static SslContext context(SslProvider provider, ClientProof proof) throws Exception {
    X509Bundle server =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=localhost")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    KeyLoader.Loaded.Identity identity =
        new KeyLoader.Loaded.Identity(
            server.getKeyPair().getPrivate(), List.of(server.getCertificate()));
    return ((TlsServerContext.Ready) ServerContexts.build(identity, provider, proof)).context();
  }

  private static SslHandler client(String version, @Nullable X509Bundle identity)
      throws SSLException {
    return clientContext(version, identity).newHandler(UnpooledByteBufAllocator.DEFAULT);
  }

  private static SslContext clientContext(String version, @Nullable X509Bundle identity)
      throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .protocols(version);
    return identity == null
        ? builder.build()
        : builder.keyManager(identity.getKeyPair().getPrivate(), identity.getCertificate()).build();
  }

  private ClientProof proof(boolean required, BigInteger... revoked) throws Exception {
    Path list = revoked.length == 0 ? null : writeRevoked(revoked[0]);
    ClientCertificates files =
        new ClientCertificates(issuer.write(folder), ClientCertificates.Name.SUBJECT, list);
    return new ClientProof((ClientTrust.Ready) ClientTrust.load(files), required);
  }

  private Path writeRevoked(BigInteger serial) throws Exception {
    Date now = Date.from(Instant.now());
    byte[] list =
        new JcaX509v2CRLBuilder(issuer.bundle().getCertificate().getSubjectX500Principal(), now)
            .setNextUpdate(Date.from(Instant.now().plus(Duration.ofDays(1))))
            .addCRLEntry(serial, now, CRLReason.keyCompromise)
            .build(
                new JcaContentSignerBuilder("SHA256withECDSA")
                    .build(issuer.bundle().getKeyPair().getPrivate()))
            .getEncoded();
    Path file = folder.resolve("revoked.pem");
    try (PemWriter writer = new PemWriter(Files.newBufferedWriter(file))) {
      writer.writeObject(new PemObject("X509 CRL", list));
    }
    return file;
  }

  /** Notes who comes. */
  private static final class Guests implements Negotiator {

    private final List<String> users = new ArrayList<>();
    private final List<Proof> proofs = new ArrayList<>();

    List<String> users() {
      return users;
    }

    Proof proof() {
      return proofs.getFirst();
    }

    @Override
    public String name() {
      return "guests";
    }

    @Override
    public void install(Channel client, ClientInfo info, TunnelSink sink) {
      users.add(info.user());
      proofs.addAll(info.proofs());
    }
  }
}
