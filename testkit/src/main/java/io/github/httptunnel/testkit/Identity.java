package io.github.httptunnel.testkit;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A private key with its certificate, issued by {@link Certificates}. Immutable. */
public final class Identity {

  private final X509Bundle bundle;

  Identity(X509Bundle bundle) {
    this.bundle = bundle;
  }

  /** The certificate of the key. */
  public X509Certificate certificate() {
    return bundle.getCertificate();
  }

  /** The certificate and those that vouch for it, without the authority's own. */
  public List<X509Certificate> chain() {
    return bundle.getCertificatePathList();
  }

  /** The private key. */
  public PrivateKey key() {
    return bundle.getKeyPair().getPrivate();
  }

  /** Writes the chain as PEM (RFC 7468) to that file in {@code folder} and returns its path. */
  public Path writeCertificate(Path folder, String file) {
    return write(folder.resolve(file), bundle.getCertificatePathPEM());
  }

  /** Writes the key as unencrypted PKCS#8 PEM to that file in {@code folder}. */
  public Path writeKey(Path folder, String file) {
    return write(folder.resolve(file), bundle.getPrivateKeyPEM());
  }

  /** Writes key and chain as PKCS#12 (RFC 7292), protected by {@code password}. */
  public Path writePkcs12(Path folder, String file, String password) {
    Path path = folder.resolve(file);
    try (OutputStream out = Files.newOutputStream(path)) {
      bundle.toKeyStore("PKCS12", password.toCharArray()).store(out, password.toCharArray());
      return path;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("PKCS#12: cannot be made", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path path, String text) {
    try {
      return Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static SSLContext context(@Nullable Identity identity, TrustManager[] trust) {
    try {
      KeyManager[] keys =
          identity == null
              ? new KeyManager[0]
              : identity.bundle.toKeyManagerFactory().getKeyManagers();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS context: cannot be made", e);
    }
  }
}
