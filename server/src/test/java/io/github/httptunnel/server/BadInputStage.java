package io.github.httptunnel.server;

import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.identity.AuthConfig;
import io.github.httptunnel.testkit.AnswerScript;
import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.BlackholePort;
import io.github.httptunnel.testkit.Dial;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.testkit.Peer;
import io.github.httptunnel.testkit.Placeholders;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.ScriptedPeer;
import io.github.httptunnel.testkit.Wanted;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.github.httptunnel.tunnel.TunnelStats;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A server of its own for one entry of a catalogue, and the targets that the entry names. */
final class BadInputStage implements AutoCloseable {

  private static final String CLIENT = "127.0.0.2";
  private static final String PSEUDONYM = "proxy-under-test";

  /** For a user whom no entry names. */
  private static final String GOOD_CREDENTIALS = "Basic Z29vZDpwYXNz";

  /** {@code user:pass} and {@code good:pass}. */
  private static final Path USERS =
      Path.of("src", "test", "resources", "bad-inputs-users.htpasswd");

  /** What an entry that waits for a timeout waits for instead of what is shipped. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final NamedTargets named;
  private final RunningServer server;
  private final EchoPeer echo = EchoPeer.start();
  private final HttpOrigin origin = HttpOrigin.start().serveAll("ok");
  private final @Nullable ScriptedPeer answering;
  private final @Nullable BlackholePort blackhole;
  private final Queue<TunnelStats> ended;
  private final boolean lab;

  private BadInputStage(
      BadInput entry, NamedTargets named, RunningServer server, Queue<TunnelStats> ended) {
    this.named = named;
    this.server = server;
    this.ended = ended;
    this.answering = entry.answer().isEmpty() ? null : AnswerScript.start(entry.answer());
    this.blackhole = isSilent(entry) ? BlackholePort.open() : null;
    this.lab = isLab(entry);
  }

  static BadInputStage open(BadInput entry, NamedTargets named, TunnelObserver log) {
    Queue<TunnelStats> ended = new ConcurrentLinkedQueue<>();
    TunnelObserver both =
        event -> {
          log.on(event);
          if (event instanceof TunnelEvent.Closed(TunnelStats stats) && !isGood(stats, named)) {
            ended.add(stats);
          }
        };
    RunningServer server = RunningServer.start(config(entry, named), Transport.Kind.best(), both);
    return new BadInputStage(entry, named, server, ended);
  }

  RunningServer server() {
    return server;
  }

  HttpOrigin origin() {
    return origin;
  }

  /** What became of the requests so far, those of the good client left out. */
  Queue<TunnelStats> ended() {
    return ended;
  }

  /** How often a target was connected to. */
  int connects() {
    int special = answering == null ? 0 : answering.connections();
    return echo.connections() + origin.connections() + special;
  }

  @Nullable BlackholePort blackhole() {
    return blackhole;
  }

  Placeholders placeholders() {
    int port = server.address().getPort();
    Map<String, String> values = new HashMap<>();
    values.put("ECHO", echo.authority());
    values.put("ECHO_PORT", Integer.toString(echo.port()));
    Peer asked = answering == null ? origin : answering;
    values.put("ORIGIN", asked.authority());
    values.put("ORIGIN_PORT", Integer.toString(asked.port()));
    values.put("CLIENT_IP", CLIENT);
    values.put("VIA", PSEUDONYM);
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

  /** The client that plays the entry. */
  RawClient connect() {
    // Not the address of the targets, so that it can be told from theirs in what reaches them.
    Dial dial = RawClient.to(server.address());
    return (lab ? dial.from(CLIENT) : dial).connect();
  }

  /** Whether somebody who asks for nothing odd is served as always, within that time. */
  boolean servesAGoodClient(Duration within) {
    String target = lab ? named.good().authority() : "127.0.0.1:443";
    try (RawClient client = RawClient.to(server.address()).within(within).connect()) {
      client.send(
          "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\nProxy-Authorization: %2$s\r\n\r\n"
              .formatted(target, GOOD_CREDENTIALS));
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
    if (answering != null) {
      answering.close();
    }
    if (blackhole != null) {
      blackhole.close();
    }
  }

  private static UnaryOperator<ServerConfig> config(BadInput entry, NamedTargets named) {
    UnaryOperator<ServerConfig> usual =
        Configs.both(Configs.dns(named.dns()), Configs.via(PSEUDONYM));
    UnaryOperator<ServerConfig> here = isLab(entry) ? usual : Configs.both(usual, elsewhere());
    if (entry.profile().equals("auth")) {
      return Configs.both(usual, Configs.auth(AuthConfig.passwords(USERS)));
    }
    return waits(entry)
        ? Configs.both(
            here, Configs.both(Configs.relay(SHORT, SHORT), Configs.exchangesWithin(SHORT)))
        : here;
  }

  private static boolean waits(BadInput entry) {
    return new Wanted(entry.expect()).member("within_s") instanceof Integer seconds && seconds > 30;
  }

  private static boolean isLab(BadInput entry) {
    return !entry.profile().equals("default");
  }

  private static boolean isSilent(BadInput entry) {
    return entry.input().toString().contains("{{BLACKHOLE}}");
  }

  private static boolean isGood(TunnelStats stats, NamedTargets named) {
    Target target = stats.target();
    return target != null && target.port() == named.good().port();
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
