package io.github.httptunnel.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Secret;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlsServerContextTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"EC, BoringSSL", "RSA, BoringSSL", "ED25519, JDK"})
  void usesBoringSslForTheKeysItKnows(String algorithm, String provider) {
    assertThat(OpenSsl.isAvailable()).isTrue();

    assertThat(TlsServerContext.load(material(algorithm)))
        .isInstanceOfSatisfying(
            TlsServerContext.Ready.class,
            ready -> assertThat(ready.provider()).isEqualTo(provider));
  }

  @ParameterizedTest
  @CsvSource({"JDK, EC", "JDK, RSA", "JDK, ED25519", "OPENSSL, EC", "OPENSSL, RSA"})
  void shakesHandsWithEveryKindOfKey(SslProvider provider, String algorithm) throws Exception {
    SslContext context = TlsPair.context(material(algorithm), provider);
    BehindTls behind = new BehindTls();

    try (TlsPair pair = new TlsPair(context, TlsPair.client("TLSv1.3"), behind)) {
      assertThat(pair.sink().failures()).isEmpty();
      assertThat(behind.installed()).isEqualTo(1);
    }
  }

  @Test
  void saysWhatIsWrongWithItsFiles() {
    Path missing = directory.resolve("missing.p12");

    assertThat(TlsServerContext.load(new KeyMaterial.Pkcs12(missing, new Secret("secret"))))
        .isInstanceOfSatisfying(
            TlsServerContext.Unusable.class,
            unusable ->
                assertThat(unusable.problem()).startsWith(missing + ": ").doesNotContain("secret"));
  }

  private KeyMaterial material(String algorithm) {
    OpenSslFiles files = new OpenSslFiles(directory);
    Path key =
        algorithm.equals("EC")
            ? files.ecKey("key.pem")
            : files.key("key.pem", "-algorithm", algorithm);
    return new KeyMaterial.Pem(files.certificate("certificate.pem", key), key, null);
  }
}
