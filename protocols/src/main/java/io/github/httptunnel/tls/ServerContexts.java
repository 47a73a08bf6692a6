package io.github.httptunnel.tls;

import io.github.httptunnel.tls.KeyLoader.Loaded.Identity;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Builds a {@link TlsServerContext} with a given implementation of TLS. */
final class ServerContexts {

  private ServerContexts() {}

  /** Netty offers BoringSSL no other keys than these: with Ed25519 every handshake would fail. */
  static SslProvider provider(Identity identity) {
    return OpenSsl.isAvailable() && Set.of("EC", "RSA").contains(identity.key().getAlgorithm())
        ? SslProvider.OPENSSL
        : SslProvider.JDK;
  }

  /**
   * @param clients what they have to show; absent: nothing
   */
  static TlsServerContext build(
      Identity identity, SslProvider provider, @Nullable ClientProof clients) {
    X509Certificate[] chain = identity.chain().toArray(X509Certificate[]::new);
    try {
      SslContextBuilder builder =
          SslContextBuilder.forServer(identity.key(), chain)
              .sslProvider(provider)
              .protocols("TLSv1.3", "TLSv1.2")
              .applicationProtocolConfig(
                  new ApplicationProtocolConfig(
                      Protocol.ALPN,
                      SelectorFailureBehavior.NO_ADVERTISE,
                      SelectedListenerFailureBehavior.ACCEPT,
                      "http/1.1"));
      if (clients != null) {
        builder
            .trustManager(clients.manager())
            .clientAuth(clients.required() ? ClientAuth.REQUIRE : ClientAuth.OPTIONAL);
      }
      SslContext context = builder.build();
      if (context.sessionContext() instanceof OpenSslSessionContext sessions) {
        // off by default; without keys of ours BoringSSL makes its own, anew every second day
        sessions.setTicketKeys();
      }
      return new TlsServerContext.Ready(context, provider == SslProvider.JDK ? "JDK" : "BoringSSL");
    } catch (SSLException | IllegalArgumentException e) {
      return new TlsServerContext.Unusable(
          "the key and its certificate cannot be used for TLS: " + e.getClass().getSimpleName());
    }
  }
}
