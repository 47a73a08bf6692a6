package io.github.httptunnel.server;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.connect.ConnectPolicy;
import io.github.httptunnel.connect.DnsPolicy;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.tls.KeyMaterial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Changes of a configuration that several tests make. */
final class Changes {

  private Changes() {}

  /** One after the other. */
  static UnaryOperator<ServerConfig> all(
      UnaryOperator<ServerConfig> first, UnaryOperator<ServerConfig> second) {
    return config -> second.apply(first.apply(config));
  }

  /** Names are looked up there, for at most {@code timeout}. */
  static UnaryOperator<ServerConfig> dns(DnsPeer peer, Duration timeout) {
    return config -> {
      ConnectPolicy connect = config.connect();
      DnsPolicy dns = config.dns();
      return copy(
          config,
          new ConnectPolicy(connect.connectTimeout(), timeout, connect.attemptDelay()),
          new DnsPolicy(
              List.of(peer.address()),
              dns.cacheTtlMin(),
              dns.cacheTtlMax(),
              dns.negativeTtl(),
              dns.prefer()),
          config.access(),
          config.maxTunnels());
    };
  }

  /** As {@code private_targets: deny}, with these exceptions. */
  static UnaryOperator<ServerConfig> denyPrivateTargets(String... except) {
    List<Cidr> exceptions = Arrays.stream(except).map(Cidr::parse).toList();
    AccessConfig access = new AccessConfig(null, null, null, PrivateTargets.DENY, exceptions);
    return config -> copy(config, config.connect(), config.dns(), access, config.maxTunnels());
  }

  /** As {@code limits.tunnels}. */
  static UnaryOperator<ServerConfig> maxTunnels(int most) {
    return config -> copy(config, config.connect(), config.dns(), config.access(), most);
  }

  /** The first listener, inside TLS, with a fresh certificate of {@code authority}. */
  static UnaryOperator<ServerConfig> tls(Certificates authority, Path folder) {
    Identity identity = authority.server();
    KeyMaterial key =
        new KeyMaterial.Pem(
            identity.writeCertificate(folder, "cert.pem"),
            identity.writeKey(folder, "key.pem"),
            null);
    return config -> {
      ListenerConfig listener = config.listeners().getFirst();
      return config.withListeners(
          List.of(
              new ListenerConfig(
                  listener.name(), listener.bind(), listener.mode(), key, listener.from())));
    };
  }

  private static ServerConfig copy(
      ServerConfig config,
      ConnectPolicy connect,
      DnsPolicy dns,
      AccessConfig access,
      @Nullable Integer maxTunnels) {
    return new ServerConfig(
        config.listeners(),
        config.initiationTimeout(),
        config.upstream(),
        config.downstream(),
        connect,
        dns,
        access,
        maxTunnels,
        config.drainTimeout(),
        config.log(),
        config.legacyResponses());
  }
}
