package io.github.httptunnel.tls;

import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/**
 * What a TLS listener is made of: TLS 1.2 and 1.3, ALPN {@code http/1.1}, BoringSSL where its
 * native library loads and knows the key's algorithm, and the JDK's TLS elsewhere. Clients may
 * resume a session by a ticket (RFC 8446 §2.2, RFC 5077), whose keys are made at the start and
 * never leave memory. 0-RTT is not accepted. Renegotiation is not accepted by BoringSSL; the JDK
 * refuses it where the system property {@code jdk.tls.rejectClientInitiatedRenegotiation} is true
 * when TLS is first used.
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
    return load(material, null);
  }

  /**
   * The same for clients that are asked for a certificate. Blocks.
   *
   * @param clients absent: they are not asked
   */
  static TlsServerContext load(KeyMaterial material, @Nullable ClientProof clients) {
    return switch (KeyLoader.load(material)) {
      case KeyLoader.Loaded.Problem(String problem) -> new Unusable(problem);
      case KeyLoader.Loaded.Identity identity ->
          ServerContexts.build(identity, ServerContexts.provider(identity), clients);
    };
  }
}
