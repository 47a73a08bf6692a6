package io.github.httptunnel.tls;

import io.github.httptunnel.tunnel.Secret;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a listener's certificate and private key are. */
public sealed interface KeyMaterial {

  /** The files that hold it. */
  List<Path> files();

  /**
   * A PKCS#12 file.
   *
   * @param file holds the key and its certificate chain
   * @param password of the file; may be empty
   */
  record Pkcs12(Path file, Secret password) implements KeyMaterial {
    @Override
    public List<Path> files() {
      return List.of(file);
    }
  }

  /**
   * Two PEM files.
   *
   * @param certificate the certificate, followed by its chain
   * @param key PKCS#8, or what OpenSSL writes for EC and RSA keys
   * @param keyPassword absent when the key is not encrypted
   */
  record Pem(Path certificate, Path key, @Nullable Secret keyPassword) implements KeyMaterial {
    @Override
    public List<Path> files() {
      return List.of(certificate, key);
    }
  }
}
