package io.github.httptunnel.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KeyPairsTest {

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"ecp256", "ecp384", "rsa2048", "ed25519"})
  void matchesAKeyWithItsOwnCertificate(Algorithm algorithm) throws Exception {
    X509Bundle own = bundle(algorithm);

    assertThat(KeyPairs.match(own.getKeyPair().getPrivate(), own.getCertificate())).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"ecp256", "rsa2048", "ed25519"})
  void tellsAnotherKeyOfTheSameKind(Algorithm algorithm) throws Exception {
    X509Bundle other = bundle(algorithm);

    assertThat(KeyPairs.match(bundle(algorithm).getKeyPair().getPrivate(), other.getCertificate()))
        .isFalse();
  }

  @Test
  void tellsAKeyOfAnotherKind() throws Exception {
    assertThat(
            KeyPairs.match(
                bundle(Algorithm.ecp256).getKeyPair().getPrivate(),
                bundle(Algorithm.rsa2048).getCertificate()))
        .isFalse();
  }

  @Test
  void tellsAKeyOnAnotherCurve() throws Exception {
    assertThat(
            KeyPairs.match(
                bundle(Algorithm.ecp256).getKeyPair().getPrivate(),
                bundle(Algorithm.ecp384).getCertificate()))
        .isFalse();
  }

  private static X509Bundle bundle(Algorithm algorithm) throws Exception {
    return new CertificateBuilder()
        .algorithm(algorithm)
        .subject("CN=localhost")
        .setIsCertificateAuthority(true)
        .buildSelfSigned();
  }
}
