package io.github.httptunnel.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The files of a rehearsal, in a private folder: a key that nobody else ever sees or trusts, and a
 * configuration with a listener in clear text and one inside TLS.
 */
final class RehearsalStage implements AutoCloseable {

  private static final String PASSWORD = "rehearsal";
  private static final long KEYTOOL_SECONDS = 30;

  private static final String CONFIG =
      """
      admin: { bind: "127.0.0.1:0" }
      listeners:
        - { name: clear, bind: "127.0.0.1:0" }
        - { name: secret, bind: "127.0.0.1:0", tls: { pkcs12: key.p12, password: %s } }
      """
          .formatted(PASSWORD);

  private final Path folder;

  private RehearsalStage(Path folder) {
    this.folder = folder;
  }

  static RehearsalStage build() throws IOException {
    RehearsalStage stage = new RehearsalStage(Files.createTempDirectory("http-tunnel"));
    Files.writeString(stage.config(), CONFIG);
    stage.makeKey();
    return stage;
  }

  Path config() {
    return folder.resolve("http-tunnel.yaml");
  }

  private Path key() {
    return folder.resolve("key.p12");
  }

  /** Makes connections that trust the key. */
  SocketFactory tls() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(key())) {
      store.load(in, PASSWORD.toCharArray());
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  /** By the JDK's tool, as the JDK has no public way to sign a certificate. */
  private void makeKey() throws IOException {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                key().toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!keytool.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        keytool.destroyForcibly();
        throw new IOException("keytool made no key");
      }
    } catch (InterruptedException e) {
      keytool.destroyForcibly();
      throw new IOException("interrupted while keytool made a key", e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(key());
    Files.deleteIfExists(config());
    Files.deleteIfExists(folder);
  }
}
