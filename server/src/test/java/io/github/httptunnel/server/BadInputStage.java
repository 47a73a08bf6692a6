package io.github.httptunnel.server;

import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.BlackholePort;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.testkit.Placeholders;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.TunnelObserver;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server of its own for one entry of a catalogue, and the targets that the entry names. */
final class BadInputStage implements AutoCloseable {

  private final NamedTargets named;
  private final RunningServer server;
  private final EchoPeer echo = EchoPeer.start();
  private final HttpOrigin origin = HttpOrigin.start();
  private final @Nullable BlackholePort blackhole;
  private final boolean lab;

  private BadInputStage(
      NamedTargets named, RunningServer server, @Nullable BlackholePort blackhole, boolean lab) {
    this.named = named;
    this.server = server;
    this.blackhole = blackhole;
    this.lab = lab;
  }

  static BadInputStage open(BadInput entry, NamedTargets named, TunnelObserver log) {
    boolean lab = entry.profile().equals("lab");
    UnaryOperator<ServerConfig> config =
        Configs.both(Configs.dns(named.dns()), lab ? UnaryOperator.identity() : elsewhere());
    boolean silent = entry.input().toString().contains("{{BLACKHOLE}}");
    return new BadInputStage(
        named,
        RunningServer.start(config, Transport.Kind.best(), log),
        silent ? BlackholePort.open() : null,
        lab);
  }

  RunningServer server() {
    return server;
  }

  EchoPeer echo() {
    return echo;
  }

  HttpOrigin origin() {
    return origin;
  }

  @Nullable BlackholePort blackhole() {
    return blackhole;
  }

  Placeholders placeholders() {
    int port = server.address().getPort();
    Map<String, String> values = new HashMap<>();
    values.put("ECHO", echo.authority());
    values.put("ECHO_PORT", Integer.toString(echo.port()));
    values.put("ORIGIN", origin.authority());
    values.put("CLOSED", named.closed().authority());
    values.put("PROXY", "127.0.0.1:" + port);
    values.put("PROXY_PORT", Integer.toString(port));
    values.put("NXDOMAIN", NamedTargets.NO_SUCH_NAME);
    values.put("SERVFAIL", NamedTargets.SERVER_FAILURE);
    values.put("DNSTIMEOUT", NamedTargets.SILENCE);
    values.put("ONE_DEAD_ONE_LIVE", NamedTargets.ONE_DEAD_ONE_LIVE + ":" + echo.port());
    values.put("CANARY", "canary-" + UUID.randomUUID());
    if (blackhole != null) {
      values.put("BLACKHOLE", blackhole.authority());
    }
    return new Placeholders(values);
  }

  /** Whether somebody who asks for nothing odd is served as always, within that time. */
  boolean servesAGoodClient(Duration within) {
    String target = lab ? named.good().authority() : "127.0.0.1:443";
    try (RawClient client = RawClient.to(server.address()).within(within).connect()) {
      client.send("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(target));
      if (!lab) {
        // A client elsewhere is not led to this machine; being told so is being served.
        return client.readHead().status() == 403;
      }
      boolean accepted = client.readHead().status() == 200;
      client.send("good");
      return accepted && client.readExactly(4).equals("good");
    }
  }

  @Override
  public void close() {
    server.stop();
    origin.close();
    echo.close();
    if (blackhole != null) {
      blackhole.close();
    }
  }

  /**
   * As for clients on other machines: they come to an address that is not loopback. A machine that
   * has none states the rule for such clients instead.
   */
  private static UnaryOperator<ServerConfig> elsewhere() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(Predicate.not(InetAddress::isLoopbackAddress))
          .filter(Predicate.not(InetAddress::isLinkLocalAddress))
          .findFirst()
          .map(Configs::onAddress)
          .orElseGet(() -> Configs.ports(443));
    } catch (SocketException e) {
      throw new AssertionError(e);
    }
  }
}
