package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelStats;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a real client meets: an origin that speaks TLS, the server in front of it, and the authority
 * to trust, made for this test. Closing it checks that no request is left.
 */
final class Scene implements AutoCloseable {

  private static final String PASSWORD = "only for this test";

  private final Certificates certificates;
  private final Path authority;
  private final Scheme scheme;
  private final HttpOrigin origin;
  private final RunningServer server;

  private Scene(Certificates certificates, Path authority, Scheme scheme, RunningServer server) {
    this.certificates = certificates;
    this.authority = authority;
    this.scheme = scheme;
    this.server = server;
    this.origin = HttpOrigin.startTls(certificates.serverContext(certificates.server()));
  }

  /** Sets it up with a proxy in the clear; {@code folder} is for the authority's certificate. */
  static Scene start(Path folder) {
    return start(folder, Scheme.HTTP);
  }

  static Scene start(Path folder, Scheme scheme) {
    return start(folder, scheme, UnaryOperator.identity());
  }

  static Scene start(Path folder, Scheme scheme, UnaryOperator<ServerConfig> change) {
    Certificates certificates = Certificates.create();
    Path authority = certificates.writeAuthority(folder);
    RunningServer server =
        switch (scheme) {
          case HTTP -> RunningServer.start(change);
          case HTTPS -> {
            Path file = certificates.server().writePkcs12(folder, "proxy.p12", PASSWORD);
            KeyMaterial keys = new KeyMaterial.Pkcs12(file, new Secret(PASSWORD));
            yield RunningServer.start(config ->
                change.apply(RunningServer.onAnyPort(new ListenerConfig.Mode.Http(), keys)));
          }
        };
    return new Scene(certificates, authority, scheme, server);
  }

  /** Who vouches for the origin and, with {@link Scheme#HTTPS}, for the proxy. */
  Certificates certificates() {
    return certificates;
  }

  /** The file with the authority's certificate. */
  String authority() {
    return authority.toString();
  }

  HttpOrigin origin() {
    return origin;
  }

  RunningServer server() {
    return server;
  }

  /** The proxy as clients are told of it. */
  String proxy() {
    return scheme.urlOf(server.address().getPort());
  }

  /** The origin by its name. */
  String target() {
    return "localhost:" + origin.port();
  }

  /** Where the origin serves {@code path}. */
  String url(String path) {
    return "https://" + target() + path;
  }

  /** The next request's record, which must be that of a tunnel used both ways and left by both. */
  TunnelStats awaitTunnel() {
    TunnelStats stats = server.awaitEnd();
    // a client that closes at once answers the origin's close_notify with a reset
    assertThat(stats.outcome())
        .isIn(
            new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT),
            new Outcome.Closed(CloseReason.END_OF_STREAM, Side.TARGET),
            new Outcome.Closed(CloseReason.RESET, Side.CLIENT));
    assertThat(stats.upstream().bytes()).isPositive();
    assertThat(stats.downstream().bytes()).isPositive();
    return stats;
  }

  /** As many records of that kind as the origin has seen connections. */
  List<TunnelStats> awaitTunnels() {
    return Stream.generate(this::awaitTunnel).limit(origin.connections()).toList();
  }

  @Override
  public void close() {
    try (origin) {
      server.close();
    }
  }
}
