package io.github.httptunnel.server;

import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.Dial;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.RawListener;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** Opens passages by every {@link Door}. Thread-safe. */
final class Doors {

  /** Longer than any rule takes to be broken in a test. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Certificates certificates;
  private final KeyMaterial keys;
  private final UnaryOperator<Dial> dial;
  private final ServerConfig config;

  private Doors(
      Certificates certificates, KeyMaterial keys, UnaryOperator<Dial> dial, ServerConfig config) {
    this.certificates = certificates;
    this.keys = keys;
    this.dial = dial;
    this.config = config;
  }

  /**
   * Makes what the door inside TLS needs, and goes through all doors once: what a process does for
   * the first time takes its time.
   *
   * @param folder for the server's certificate and key
   */
  static Doors create(Path folder) {
    Certificates certificates = Certificates.create();
    Identity identity = certificates.server();
    KeyMaterial keys =
        new KeyMaterial.Pem(
            identity.writeCertificate(folder, "cert.pem"),
            identity.writeKey(folder, "key.pem"),
            null);
    Doors doors = new Doors(certificates, keys, UnaryOperator.identity(), ServerConfig.defaults());
    for (Door door : Door.values()) {
      try (Passage passage = doors.download(door, RelayRules.defaults(), 1)) {
        passage.target().send("x");
        passage.end(passage.target());
        passage.client().readExactly(1);
        passage.finish(passage.client());
      }
    }
    return doors;
  }

  /** The same for clients that take little before they read. */
  Doors toSmallClients() {
    return new Doors(certificates, keys, to -> to.receiveBuffer(4096), config);
  }

  /** The same on servers that are configured so, apart from their listeners. */
  Doors with(ServerConfig changed) {
    return new Doors(certificates, keys, dial, changed);
  }

  /** A passage on which the target has the word, in an exchange for so many bytes. */
  Passage download(Door door, RelayRules rules, long length) {
    return open(door, rules, 0, length);
  }

  /** A passage on which the client has the word, in an exchange for so many bytes. */
  Passage upload(Door door, RelayRules rules, long length) {
    return open(door, rules, length, 0);
  }

  /**
   * A passage on which both have the word.
   *
   * @param up what the request of an exchange announces; 0: nothing
   * @param down what the response of an exchange announces; 0: there is none yet
   */
  Passage open(Door door, RelayRules rules, long up, long down) {
    RawListener targets = RawListener.open(PATIENCE);
    Moments moments = new Moments();
    RunningServer server =
        RunningServer.start(
            _ -> config(door, rules, targets.address()), Transport.Kind.best(), moments);
    try {
      long entered = System.nanoTime();
      RawClient client = connect(door, server);
      Passage passage = new Passage(door, server, moments, targets, client, entered);
      passage.begin(up, down);
      return passage;
    } catch (RuntimeException | Error e) {
      targets.close();
      server.stop();
      throw e;
    }
  }

  private RawClient connect(Door door, RunningServer server) {
    Dial to = dial.apply(RawClient.to(server.address())).within(PATIENCE);
    return door == Door.CONNECT_INSIDE_TLS
        ? to.connectTls(certificates.clientContext(), "localhost")
        : to.connect();
  }

  private ServerConfig config(Door door, RelayRules rules, InetSocketAddress target) {
    ListenerConfig listener =
        new ListenerConfig(
            "main",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            door == Door.TCP
                ? new Mode.Tcp(new Target(new Host.Address(target.getAddress()), target.getPort()))
                : new Mode.Http(),
            door == Door.CONNECT_INSIDE_TLS ? keys : null,
            null,
            rules,
            null);
    return config.withListeners(List.of(listener));
  }
}
