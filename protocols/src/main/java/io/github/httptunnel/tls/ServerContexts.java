package io.github.httptunnel.tls;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLException;

/** Builds a {@link TlsServerContext} with a given implementation of TLS. */
final class ServerContexts {

  private ServerContexts() {}

  static TlsServerContext load(KeyMaterial material, SslProvider provider) {
    return switch (KeyLoader.load(material)) {
      case KeyLoader.Loaded.Problem(String problem) -> new TlsServerContext.Unusable(problem);
      case KeyLoader.Loaded.Identity(PrivateKey key, List<X509Certificate> chain) ->
          build(key, chain, provider);
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
      return new TlsServerContext.Ready(
          context, provider == SslProvider.JDK ? "JDK" : "BoringSSL");
    } catch (SSLException | IllegalArgumentException e) {
      return new TlsServerContext.Unusable(
          "the key and its certificate cannot be used for TLS: " + e.getClass().getSimpleName());
    }
  }
}
