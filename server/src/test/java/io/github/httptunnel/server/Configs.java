package io.github.httptunnel.server;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.connect.ConnectPolicy;
import io.github.httptunnel.connect.DnsPolicy;
import io.github.httptunnel.http1.ExchangePolicy;
import io.github.httptunnel.limit.LimitPolicy;
import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.tls.KeyMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Changes of one thing in a configuration. */
final class Configs {

  /** For a program that meets more from one client than it would take. */
  static final String NO_LIMITS =
      """
      limits:
        handshakes: off
        per_client:
          tunnels: off
          new_per_second: off
          handshakes: off
          failed_targets_per_minute: off
      """;

  private Configs() {}

  static UnaryOperator<ServerConfig> limits(LimitPolicy policy) {
    return c -> c.toBuilder().limits(policy).build();
  }

  static UnaryOperator<ServerConfig> perClient(PerClient limits) {
    return limits(new LimitPolicy(null, limits, PerUser.off()));
  }

  /** Makes a program that is started in this folder run without {@link #NO_LIMITS limits}. */
  static void unlimited(Path folder) {
    try {
      Files.writeString(folder.resolve("http-tunnel.yaml"), NO_LIMITS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static UnaryOperator<ServerConfig> access(AccessConfig access) {
    return c -> c.toBuilder().access(access).build();
  }

  static UnaryOperator<ServerConfig> allowed(String pattern) {
    return access(
        new AccessConfig(
            com.google.re2j.Pattern.compile(pattern), null, null, null, null, List.of()));
  }

  static UnaryOperator<ServerConfig> blocked(String pattern) {
    return access(
        new AccessConfig(
            null, com.google.re2j.Pattern.compile(pattern), null, null, null, List.of()));
  }

  static UnaryOperator<ServerConfig> ports(Integer... ports) {
    return access(new AccessConfig(null, null, Set.of(ports), null, null, List.of()));
  }

  static UnaryOperator<ServerConfig> privateTargetsDenied() {
    return access(
        new AccessConfig(null, null, null, null, AccessConfig.PrivateTargets.DENY, List.of()));
  }

  /** Serves these clients only. */
  static UnaryOperator<ServerConfig> from(String... blocks) {
    List<Cidr> clients = Arrays.stream(blocks).map(Cidr::parse).toList();
    return c ->
        c.withListeners(
            c.listeners().stream().map(listener -> listener.withFrom(clients)).toList());
  }

  static UnaryOperator<ServerConfig> exchanges(ExchangePolicy policy) {
    return c -> c.toBuilder().exchanges(policy).build();
  }

  /** What the proxy calls itself. */
  static UnaryOperator<ServerConfig> via(String pseudonym) {
    return c -> {
      ExchangePolicy now = c.exchanges();
      return exchanges(
              new ExchangePolicy(
                  new ExchangePolicy.Pseudonym.Named(pseudonym),
                  now.responseTimeout(),
                  now.bodyTimeout(),
                  now.keepAliveTimeout(),
                  now.targetConnections(),
                  now.targetIdleTimeout(),
                  now.shareTargets()))
          .apply(c);
    };
  }

  /** How long a response may take to begin, and a client may pause in the middle of a request. */
  static UnaryOperator<ServerConfig> exchangesWithin(Duration timeout) {
    return c -> {
      ExchangePolicy now = c.exchanges();
      return exchanges(
              new ExchangePolicy(
                  now.pseudonym(),
                  timeout,
                  timeout,
                  now.keepAliveTimeout(),
                  now.targetConnections(),
                  now.targetIdleTimeout(),
                  now.shareTargets()))
          .apply(c);
    };
  }

  static UnaryOperator<ServerConfig> maxTunnels(int most) {
    return c -> c.toBuilder().maxTunnels(most).build();
  }

  static UnaryOperator<ServerConfig> initiation(Duration timeout) {
    return c -> c.toBuilder().initiationTimeout(timeout).build();
  }

  static UnaryOperator<ServerConfig> connectWithin(Duration timeout) {
    return c -> c.toBuilder().connect(ConnectPolicy.within(timeout)).build();
  }

  static UnaryOperator<ServerConfig> dns(DnsPeer peer) {
    DnsPolicy policy =
        new DnsPolicy(
            List.of(peer.address()),
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(10),
            Duration.ofHours(1),
            DnsPolicy.Prefer.AUTO);
    return c -> c.toBuilder().dns(policy).build();
  }

  static UnaryOperator<ServerConfig> relay(Duration idle, Duration halfClose) {
    RelayPolicy policy = new RelayPolicy(idle, halfClose, null, null, null, null, OnMaxRate.SHAPE);
    return c -> c.toBuilder().upstream(policy).downstream(policy).build();
  }

  static UnaryOperator<ServerConfig> tls(KeyMaterial material) {
    return c ->
        c.withListeners(
            c.listeners().stream()
                .map(listener ->
                    new ListenerConfig(
                        listener.name(), listener.bind(), listener.mode(), material, null))
                .toList());
  }

  /** Asks clients who they are. */
  static UnaryOperator<ServerConfig> auth(AuthConfig auth) {
    return c ->
        c.withListeners(c.listeners().stream().map(listener -> listener.withAuth(auth)).toList());
  }

  /** Listens on an address of this machine and serves whoever reaches it. */
  static UnaryOperator<ServerConfig> onAddress(InetAddress address) {
    return c ->
        c.withListeners(
            c.listeners().stream()
                .map(listener ->
                    new ListenerConfig(
                        listener.name(),
                        new InetSocketAddress(address, 0),
                        listener.mode(),
                        listener.tls(),
                        ListenerConfig.ANYBODY))
                .toList());
  }

  static UnaryOperator<ServerConfig> both(
      UnaryOperator<ServerConfig> first, UnaryOperator<ServerConfig> second) {
    return c -> second.apply(first.apply(c));
  }
}
