package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.Targets;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tls.KeyMaterial;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client takes is given back to it exactly, in whichever way its connections end. */
class LimitsReturnIT {

  private static final int MANY = 200;

  /** More would be a spike, of which a process that has just started may refuse a part. */
  private static final int AT_ONCE = 4;

  private static final PerClient LIMITS =
      new PerClient(MANY, null, MANY, new Targets(1000, true), 1000);

  @Test
  void afterRefusals() {
    try (ClosedPort closed = ClosedPort.reserve();
        RunningServer server = start(UnaryOperator.identity())) {
      endAll(
          server,
          client -> {
            client.send(connect(closed.authority()));
            assertThat(client.readToEnd().text()).startsWith("HTTP/1.1 502");
          });
    }
  }

  @Test
  void afterRequestsThatBreakTheGrammar() {
    try (RunningServer server = start(UnaryOperator.identity())) {
      endAll(
          server,
          client -> {
            client.send("\0");
            assertThat(client.readToEnd().text()).startsWith("HTTP/1.1 400");
          });
    }
  }

  @Test
  void afterClientsThatNeverAsked() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(Configs.initiation(Duration.ofSeconds(2)))) {
      goThrough(
          server, MANY, client -> assertThat(client.readToEnd().text()).startsWith("HTTP/1.1 408"));
      awaitEnds(server);
      // silent ones would not last until the last of them has come
      assertAllIsBack(server, () -> server.tunnel(target.authority()));
      awaitEnds(server);
    }
  }

  @Test
  void afterClientsThatLeftInTheMiddleOfTheirRequest() {
    try (RunningServer server = start(UnaryOperator.identity())) {
      List<RawClient> clients = Together.run(MANY, _ -> server.connect());
      clients.forEach(client -> client.send("CONNECT "));
      await().until(() -> server.server().limits().handshakes() == MANY);
      clients.forEach(RawClient::reset);
      awaitEnds(server);
      assertAllIsBack(server, server::connect);
    }
  }

  @Test
  void afterTunnelsThatEndedInOrder() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(UnaryOperator.identity())) {
      endAll(
          server,
          client -> {
            client.openTunnel(target.authority());
            client.halfClose();
            client.readToEnd().endedBy(Ending.FIN);
          });
    }
  }

  @Test
  void afterTunnelsThatWereReset() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(UnaryOperator.identity())) {
      endAll(
          server,
          client -> {
            client.openTunnel(target.authority());
            client.reset();
          });
    }
  }

  @Test
  void afterHandshakesThatFailed(@TempDir Path folder) {
    Identity identity = Certificates.create().server();
    KeyMaterial keys =
        new KeyMaterial.Pem(
            identity.writeCertificate(folder, "cert.pem"),
            identity.writeKey(folder, "key.pem"),
            null);
    try (RunningServer server = start(Configs.tls(keys))) {
      endAll(
          server,
          client -> {
            client.send("GET / HTTP/1.1\r\n\r\n");
            client.discardToEnd();
          });
      // those that said nothing have a record too where they were to shake hands
      awaitEnds(server);
    }
  }

  private static RunningServer start(UnaryOperator<ServerConfig> change) {
    return RunningServer.start(Configs.both(change, Configs.perClient(LIMITS)));
  }

  private static void endAll(RunningServer server, Consumer<RawClient> way) {
    for (int begun = 0; begun < MANY; begun += AT_ONCE) {
      goThrough(server, AT_ONCE, way);
    }
    awaitEnds(server);
    assertAllIsBack(server, server::connect);
  }

  private static void goThrough(RunningServer server, int together, Consumer<RawClient> way) {
    Together.run(
        together,
        _ -> {
          try (RawClient client = server.connect()) {
            way.accept(client);
          }
          return true;
        });
  }

  private static void awaitEnds(RunningServer server) {
    assertThat(Stream.generate(server::awaitEnd).limit(MANY)).doesNotContainNull();
  }

  /** Not one place fewer, and not one more. */
  private static void assertAllIsBack(RunningServer server, Supplier<RawClient> next) {
    await().until(() -> clients(server) == 0);
    assertThat(server.server().limits().handshakes()).isZero();
    List<RawClient> all = Stream.generate(next).limit(MANY).toList();
    await().until(() -> clients(server) == MANY);
    assertThat(server.server().limits().refused().values()).containsOnly(0L);
    server.assertTurnsAway();
    assertThat(server.server().limits().refused().values()).contains(1L);
    all.forEach(RawClient::reset);
    await().until(() -> clients(server) == 0);
  }

  private static int clients(RunningServer server) {
    return server.server().overload().connections().clients();
  }

  private static String connect(String authority) {
    return "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority);
  }
}
