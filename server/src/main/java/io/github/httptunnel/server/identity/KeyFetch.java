package io.github.httptunnel.server.identity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a set of keys. Bounded in size and time, follows no redirection, uses no proxy.
 *
 * @param url with https
 * @param authorities PEM: whom to believe about the server; absent: those that Java trusts
 * @param within how long it may take
 */
record KeyFetch(URI url, @Nullable Path authorities, Duration within)
    implements Supplier<TokenKeys> {

  private static final int OK = 200;
  private static final int CHUNK = 8 * 1024;

  @Override
  public TokenKeys get() {
    try {
      return TokenKeys.parse(text());
    } catch (SocketTimeoutException _) {
      throw new IllegalArgumentException("did not answer in time");
    } catch (SSLException e) {
      throw new IllegalArgumentException(
          "could not be reached with TLS: is its certificate one of those that are trusted? (see"
              + " ca)");
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "could not be fetched (" + e.getClass().getSimpleName() + ")");
    }
  }

  private String text() throws IOException, GeneralSecurityException {
    long deadline = System.nanoTime() + within.toNanos();
    HttpsURLConnection connection = (HttpsURLConnection) url.toURL().openConnection(Proxy.NO_PROXY);
    try {
      if (authorities != null) {
        connection.setSSLSocketFactory(trusting(authorities));
      }
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setConnectTimeout(millis(within));
      connection.setReadTimeout(millis(within));
      connection.setRequestProperty("Accept", "application/jwk-set+json, application/json");
      if (connection.getResponseCode() != OK) {
        throw new IllegalArgumentException(
            "answered " + connection.getResponseCode() + " (expected: 200)");
      }
      return new String(read(connection.getInputStream(), deadline), StandardCharsets.UTF_8);
    } finally {
      connection.disconnect();
    }
  }

  private static byte[] read(InputStream in, long deadline) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
      text.write(chunk, 0, count);
      if (text.size() > TokenKeys.MOST_BYTES) {
        throw new IllegalArgumentException("is larger than 256 KiB");
      }
      if (System.nanoTime() - deadline > 0) {
        throw new SocketTimeoutException();
      }
    }
    return text.toByteArray();
  }

  private static int millis(Duration time) {
    return Math.toIntExact(time.toMillis());
  }

  private static SSLSocketFactory trusting(Path authorities)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(authorities)) {
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count++, certificate);
      }
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
