package io.github.httptunnel.tls;

import io.github.httptunnel.tunnel.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a private key and its certificate chain from files. */
final class KeyLoader {

  private KeyLoader() {}

  /** What the files hold. */
  sealed interface Loaded {
    /** A key and the chain that belongs to it. */
    record Identity(PrivateKey key, List<X509Certificate> chain) implements Loaded {}

    /** Nothing usable. */
    record Problem(String text) implements Loaded {}
  }

  static Loaded load(KeyMaterial material) {
    Loaded loaded =
        switch (material) {
          case KeyMaterial.Pkcs12(Path file, Secret password) -> pkcs12(file, password);
          case KeyMaterial.Pem(Path certificate, Path key, Secret password) ->
              pem(certificate, key, password);
        };
    return loaded instanceof Loaded.Identity(var key, var chain)
            && !KeyPairs.match(key, chain.getFirst())
        ? new Loaded.Problem(mismatch(material))
        : loaded;
  }

  private static Loaded pkcs12(Path file, Secret password) {
    char[] secret = password.value().toCharArray();
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, secret);
      for (String alias : Collections.list(store.aliases())) {
        Certificate[] chain = store.getCertificateChain(alias);
        if (chain != null && store.getKey(alias, secret) instanceof PrivateKey key) {
          return new Loaded.Identity(key, x509(List.of(chain)));
        }
      }
      return new Loaded.Problem(file + ": holds no private key with a certificate");
    } catch (IOException e) {
      return new Loaded.Problem(
          e.getCause() instanceof UnrecoverableKeyException
              ? file + ": the password does not open it (is it the right one?)"
              : unreadable(file, e, "a PKCS#12 file"));
    } catch (GeneralSecurityException e) {
      return new Loaded.Problem(file + ": is not a PKCS#12 file that can be used");
    }
  }

  private static Loaded pem(Path certificate, Path key, @Nullable Secret password) {
    List<X509Certificate> chain;
    try {
      InputStream in = new ByteArrayInputStream(Files.readAllBytes(certificate));
      chain = x509(CertificateFactory.getInstance("X.509").generateCertificates(in));
    } catch (IOException e) {
      return new Loaded.Problem(unreadable(certificate, e, "a PEM certificate"));
    } catch (CertificateException e) {
      return new Loaded.Problem(
          certificate + ": is not a PEM certificate (expected: -----BEGIN CERTIFICATE-----)");
    }
    if (chain.isEmpty()) {
      return new Loaded.Problem(
          certificate + ": holds no certificate (expected: -----BEGIN CERTIFICATE-----)");
    }
    try {
      return new Loaded.Identity(PemKey.read(Files.readString(key), password), chain);
    } catch (IOException e) {
      return new Loaded.Problem(unreadable(key, e, "a PEM private key"));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return new Loaded.Problem(
          password == null
              ? key
                  + ": is not a private key that can be used (expected: PEM, PKCS#8, PKCS#1 or SEC1;"
                  + " an encrypted key needs its password)"
              : key
                  + ": the key's password does not open it, or it is not an encrypted PKCS#8 key");
    }
  }

  private static List<X509Certificate> x509(Collection<? extends Certificate> certificates) {
    return certificates.stream().map(X509Certificate.class::cast).toList();
  }

  /** What keeps a file from being read. */
  static String unreadable(Path file, IOException e, String expected) {
    if (e instanceof NoSuchFileException) {
      return file + ": there is no such file (expected: " + expected + ")";
    }
    if (Files.isDirectory(file)) {
      return file + ": is a directory (expected: " + expected + ")";
    }
    return Files.isReadable(file)
        ? file + ": is not " + expected + ", or its password is wrong"
        : file + ": may not be read (expected: " + expected + "; check its permissions)";
  }

  private static String mismatch(KeyMaterial material) {
    return switch (material) {
      case KeyMaterial.Pkcs12(Path file, _) ->
          file + ": its private key does not belong to its certificate";
      case KeyMaterial.Pem(Path certificate, Path key, _) ->
          key + ": this private key does not belong to the certificate in " + certificate;
    };
  }
}
