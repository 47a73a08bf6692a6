package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Refusal.Forbidden.Rule;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelRequest.Kind;
import io.github.httptunnel.tunnel.TunnelStats;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a real client meets: an origin, the server in front of it, and the authority to trust, made
 * for this test. Closing it checks that no request is left.
 */
final class Scene implements AutoCloseable {

  private static final String PASSWORD = "only for this test";

  private final Certificates certificates;
  private final Path authority;
  private final Scheme toProxy;
  private final Scheme toOrigin;
  private final HttpOrigin origin;
  private final RunningServer server;

  private Scene(
      Certificates certificates,
      Path authority,
      Scheme toProxy,
      Scheme toOrigin,
      RunningServer server) {
    this.certificates = certificates;
    this.authority = authority;
    this.toProxy = toProxy;
    this.toOrigin = toOrigin;
    this.server = server;
    this.origin =
        switch (toOrigin) {
          case HTTP -> HttpOrigin.start();
          case HTTPS -> HttpOrigin.startTls(certificates.serverContext(certificates.server()));
        };
  }

  /**
   * Sets it up with a proxy in the clear and an origin inside TLS; {@code folder} is for the
   * authority's certificate.
   */
  static Scene start(Path folder) {
    return start(folder, Scheme.HTTP);
  }

  static Scene start(Path folder, Scheme toProxy) {
    return start(folder, toProxy, Scheme.HTTPS);
  }

  /** Sets it up with an origin in the clear, which a proxy talks to itself. */
  static Scene startPlain(Path folder, Scheme toProxy) {
    return start(folder, toProxy, Scheme.HTTP);
  }

  static Scene start(Path folder, Scheme toProxy, Scheme toOrigin) {
    return start(folder, toProxy, toOrigin, UnaryOperator.identity());
  }

  static Scene start(
      Path folder, Scheme toProxy, Scheme toOrigin, UnaryOperator<ServerConfig> change) {
    Certificates certificates = Certificates.create();
    Path authority = certificates.writeAuthority(folder);
    RunningServer server =
        switch (toProxy) {
          case HTTP -> RunningServer.start(change);
          case HTTPS -> {
            Path file = certificates.server().writePkcs12(folder, "proxy.p12", PASSWORD);
            KeyMaterial keys = new KeyMaterial.Pkcs12(file, new Secret(PASSWORD));
            yield RunningServer.start(config ->
                change.apply(RunningServer.onAnyPort(new ListenerConfig.Mode.Http(), keys)));
          }
        };
    return new Scene(certificates, authority, toProxy, toOrigin, server);
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
    return toProxy.urlOf(listener());
  }

  /** The origin by its name. */
  String target() {
    return "localhost:" + origin.port();
  }

  /** Where the origin serves {@code path}. */
  String url(String path) {
    return toOrigin.urlOf(target()) + path;
  }

  /** Where the proxy itself listens, to which it never goes. */
  String forbiddenUrl() {
    return toOrigin.urlOf(listener()) + "/";
  }

  /**
   * The next request's record: that of a tunnel if the origin speaks TLS, else that of an exchange;
   * used both ways and ended in order.
   */
  TunnelStats awaitEnd() {
    return switch (toOrigin) {
      case HTTP -> awaitExchange();
      case HTTPS -> awaitTunnel();
    };
  }

  /** The next request's record, which must be that of a tunnel used both ways and left by both. */
  TunnelStats awaitTunnel() {
    TunnelStats stats = await(Kind.TUNNEL);
    // a client that closes at once answers the origin's close_notify with a reset
    assertThat(stats.outcome())
        .isIn(
            new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT),
            new Outcome.Closed(CloseReason.END_OF_STREAM, Side.TARGET),
            new Outcome.Closed(CloseReason.RESET, Side.CLIENT));
    return stats;
  }

  /** The origin reads a request to its end before it answers. */
  private TunnelStats awaitExchange() {
    TunnelStats stats = await(Kind.EXCHANGE);
    assertThat(stats.outcome())
        .isEqualTo(new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT));
    return stats;
  }

  private TunnelStats await(Kind kind) {
    TunnelStats stats = server.awaitEnd();
    assertThat(stats.kind()).isEqualTo(kind);
    assertThat(stats.upstream()).isNotNull();
    assertThat(stats.downstream()).isNotNull();
    assertThat(stats.upstream().bytes()).isPositive();
    assertThat(stats.downstream().bytes()).isPositive();
    return stats;
  }

  /** That many records of that kind. */
  List<TunnelStats> awaitEnds(int count) {
    return Stream.generate(this::awaitEnd).limit(count).toList();
  }

  /** The next request's record, which must be that of one for {@link #forbiddenUrl()}. */
  void awaitForbidden() {
    assertThat(server.awaitEnd().outcome())
        .isEqualTo(new Outcome.Refused(new Forbidden(Rule.OWN_ADDRESS), Phase.CONNECT));
  }

  @Override
  public void close() {
    try (origin) {
      server.close();
    }
  }

  private String listener() {
    return "127.0.0.1:" + server.address().getPort();
  }
}
