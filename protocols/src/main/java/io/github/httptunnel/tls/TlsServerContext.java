package io.github.httptunnel.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * What a TLS listener is made of: TLS 1.2 and 1.3, ALPN {@code http/1.1}, BoringSSL where its
 * native library loads and the JDK's TLS elsewhere. Renegotiation and 0-RTT are not accepted.
 */
public sealed interface TlsServerContext {

  /**
   * Ready for handshakes.
   *
   * @param context thread-safe
   * @param provider BoringSSL or JDK, for the start-up log
   */
  record Ready(SslContext context, String provider) implements TlsServerContext {}

  /**
   * The key material cannot be used.
   *
   * @param problem names the file and what to do; holds no secret
   */
  record Unusable(String problem) implements TlsServerContext {}

  /** Loads the files and builds the context. Blocks. */
  static TlsServerContext load(KeyMaterial material) {
    return switch (KeyLoader.load(material)) {
      case KeyLoader.Loaded.Problem(String problem) -> new Unusable(problem);
      case KeyLoader.Loaded.Identity(PrivateKey key, List<X509Certificate> chain) ->
          build(key, chain, OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK);
    };
  }

  private static TlsServerContext build(
      PrivateKey key, List<X509Certificate> chain, SslProvider provider) {
    try {
      SslContext context =
          SslContextBuilder.forServer(key, chain.toArray(X509Certificate[]::new))
              .sslProvider(provider)
              .protocols("TLSv1.3", "TLSv1.2")
              .applicationProtocolConfig(
                  new ApplicationProtocolConfig(
                      Protocol.ALPN,
                      SelectorFailureBehavior.NO_ADVERTISE,
                      SelectedListenerFailureBehavior.ACCEPT,
                      "http/1.1"))
              .build();
      return new Ready(context, provider == SslProvider.JDK ? "JDK" : "BoringSSL");
    } catch (SSLException | IllegalArgumentException e) {
      return new Unusable(
          "the key and its certificate cannot be used for TLS: " + e.getClass().getSimpleName());
    }
  }
}
