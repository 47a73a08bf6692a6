package io.github.httptunnel.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Secret;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlsServerContextTest {

  @TempDir private Path directory;

  @Test
  void usesBoringSslWhereItLoads() {
    Path key = files().ecKey("key.pem");
    TlsServerContext loaded =
        TlsServerContext.load(new KeyMaterial.Pem(certificate(key), key, null));

    assertThat(OpenSsl.isAvailable()).isTrue();
    assertThat(loaded)
        .isInstanceOfSatisfying(
            TlsServerContext.Ready.class,
            ready -> assertThat(ready.provider()).isEqualTo("BoringSSL"));
  }

  @ParameterizedTest
  @CsvSource({
    "JDK, JDK, RSA", "JDK, JDK, ED25519", "OPENSSL, BoringSSL, RSA", "OPENSSL, BoringSSL, ED25519"
  })
  void shakesHandsWithEveryKindOfKey(SslProvider provider, String name, String algorithm)
      throws Exception {
    Path key = files().key("key.pem", "-algorithm", algorithm);
    TlsServerContext loaded =
        ServerContexts.load(new KeyMaterial.Pem(certificate(key), key, null), provider);
    assertThat(loaded).isInstanceOf(TlsServerContext.Ready.class);
    TlsServerContext.Ready ready = (TlsServerContext.Ready) loaded;
    BehindTls behind = new BehindTls();

    try (TlsPair pair = new TlsPair(ready.context(), TlsPair.client("TLSv1.3"), behind)) {
      assertThat(pair.sink().failures()).isEmpty();
      assertThat(behind.installed()).isEqualTo(1);
      assertThat(ready.provider()).isEqualTo(name);
    }
  }

  @Test
  void saysWhatIsWrongWithItsFiles() {
    Path missing = directory.resolve("missing.p12");

    assertThat(TlsServerContext.load(new KeyMaterial.Pkcs12(missing, new Secret("secret"))))
        .isInstanceOfSatisfying(
            TlsServerContext.Unusable.class,
            unusable -> assertThat(unusable.problem())
                .startsWith(missing + ": ")
                .doesNotContain("secret"));
  }

  private Path certificate(Path key) {
    return files().certificate("certificate.pem", key);
  }

  private OpenSslFiles files() {
    return new OpenSslFiles(directory);
  }
}
