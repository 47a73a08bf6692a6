package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.server.assembly.ReloadResult;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.sni.SniPolicy;
import io.github.httptunnel.sni.SniPolicy.Ech;
import io.github.httptunnel.sni.SniPolicy.Verdict;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.FloodPeer;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every close reason that {@code docs/logs.md} explains is that of some real tunnel. */
@Execution(CONCURRENT)
class CloseReasonsIT {

  private static final Path DOCUMENT =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "logs.md");
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final RelayRules NONE = RelayRules.defaults();

  private static Doors doors;

  @BeforeAll
  static void makeKeys(@TempDir Path folder) {
    doors = Doors.create(folder);
  }

  @Test
  void theDocumentExplainsThemAllAndNoOther() throws IOException {
    String section =
        Files.readString(DOCUMENT).split("\n### Close reasons\n", 2)[1].split("\n###", 2)[0];
    List<String> explained =
        section
            .lines()
            .filter(line -> line.startsWith("| `"))
            .skip(1)
            .map(line -> line.split("`", 3)[1])
            .toList();
    assertThat(explained)
        .containsExactlyElementsOf(
            Arrays.stream(CloseReason.values()).map(CloseReason::code).toList());
  }

  @ParameterizedTest
  @EnumSource(CloseReason.class)
  void isTheReasonOfARealTunnel(CloseReason reason) {
    TunnelStats record = provoke(reason);
    assertThat(record.outcome())
        .isInstanceOfSatisfying(
            Outcome.Closed.class, closed -> assertThat(closed.reason()).isEqualTo(reason));
  }

  /** One scenario for each: a new reason does not compile without its own. */
  private static TunnelStats provoke(CloseReason reason) {
    return switch (reason) {
      case END_OF_STREAM -> tunnel(NONE, CloseReasonsIT::endBothSides);
      case RESET -> tunnel(NONE, passage -> passage.client().reset());
      case INCOMPLETE -> answer("Content-Length: 9\r\n\r\nhalf", RawClient::halfClose);
      case MALFORMED -> answer("Transfer-Encoding: chunked\r\n\r\nno size\r\n", _ -> {});
      case IDLE_TIMEOUT -> tunnel(OneRule.idle(SHORT), _ -> {});
      case HALF_CLOSE_TIMEOUT ->
          tunnel(OneRule.halfClose(SHORT), passage -> passage.client().halfClose());
      case STALLED -> ofAClientThatTakesNothing();
      case TOO_SLOW -> tunnel(OneRule.bothWays(OneRule.atLeast(1000)), _ -> {});
      case TOO_FAST ->
          tunnel(
              OneRule.bothWays(OneRule.atMost(10, OnMaxRate.CLOSE)),
              passage -> passage.send(passage.client(), "x".repeat(100), SHORT, 50));
      case LIFETIME -> tunnel(OneRule.lifetime(SHORT), _ -> {});
      case PAYLOAD -> tunnel(OneRule.payload(9), passage -> passage.client().send("0123456789"));
      case SNI_MISMATCH -> screened(SniPolicy.strict(), FirstFlight.to("other.example"));
      case SNI_ABSENT -> screened(SniPolicy.strict(), FirstFlight.toNobody());
      case SNI_ENCRYPTED ->
          screened(
              new SniPolicy(Verdict.DENY, Verdict.DENY, Ech.DENY, null),
              FirstFlight.encryptedTo("localhost"));
      case SNI_NOT_TLS -> screened(SniPolicy.strict(), new byte[] {'S', 'S', 'H'});
      case SNI_UNREADABLE -> screened(SniPolicy.strict(), new byte[] {22, 3, 1, 0, 4, 1, 1, 0, 0});
      case REVOKED -> revoked();
      case KILLED ->
          tunnel(
              NONE,
              passage ->
                  assertThat(passage.server().server().tunnels().kill(_ -> true)).isEqualTo(1));
      case DRAINED -> tunnel(NONE, passage -> passage.server().server().drain(Duration.ZERO));
      case OVERLOADED -> withoutMemory();
      case INTERNAL -> withAFaultyObserver();
    };
  }

  private static TunnelStats tunnel(RelayRules rules, Consumer<Passage> happening) {
    try (Passage passage = doors.open(Door.CONNECT, rules, 0, 0)) {
      happening.accept(passage);
      passage.client().readToEnd();
      return passage.server().awaitEnd();
    }
  }

  private static void endBothSides(Passage passage) {
    passage.client().halfClose();
    passage.target().halfClose();
  }

  /** The target sends without end; the client reads nothing, but goes on sending. */
  private static TunnelStats ofAClientThatTakesNothing() {
    try (FloodPeer target = FloodPeer.start();
        RunningServer server = RunningServer.start(Configs.relay(Duration.ofMillis(600), null));
        RawClient client = RawClient.to(server.address()).receiveBuffer(4096).connect()) {
      client.openTunnel(target.authority());
      await()
          .pollInterval(Duration.ofMillis(100))
          .ignoreExceptions()
          .until(() -> isOverOrSends(client, server));
      return server.awaitEnd();
    }
  }

  /** Whether nobody is there any more; else sends a byte. */
  private static boolean isOverOrSends(RawClient client, RunningServer server) {
    boolean over = server.server().live() == 0;
    if (!over) {
      client.send("x");
    }
    return over;
  }

  /** A tunnel to localhost in which the client begins with these bytes. */
  private static TunnelStats screened(SniPolicy policy, byte[] first) {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server =
            RunningServer.start(config -> config.toBuilder().sni(policy).build());
        RawClient client = server.tunnel("localhost:" + target.port())) {
      client.send(first);
      client.readToEnd();
      return server.awaitEnd();
    }
  }

  private static TunnelStats revoked() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start();
        RawClient client = server.tunnel(target.authority())) {
      ServerConfig config = server.server().config();
      assertThat(server.server().reload(Configs.blocked(".").apply(config)))
          .isInstanceOf(ReloadResult.Applied.class);
      client.readToEnd();
      return server.awaitEnd();
    }
  }

  /** An exchange whose answer goes wrong behind its head. */
  private static TunnelStats answer(String fields, Consumer<RawClient> afterwards) {
    try (Passage passage = doors.open(Door.PLAIN, NONE, 0, 0)) {
      passage.target().send("HTTP/1.1 200 OK\r\n" + fields);
      afterwards.accept(passage.target());
      passage.client().readToEnd();
      return passage.server().awaitEnd();
    }
  }

  /** The client takes nothing of what the target sends, so that its channel holds some of it. */
  private static TunnelStats withoutMemory() {
    AtomicBoolean isShort = new AtomicBoolean();
    try (FloodPeer target = FloodPeer.start();
        RunningServer server =
            RunningServer.start(
                config -> config.toBuilder().relayEngine(RelayEngine.CHANNEL).build(),
                RunningServer.UNCONCERNED.withMemoryUse(() -> isShort.get() ? 1 : 0));
        RawClient client = RawClient.to(server.address()).receiveBuffer(4096).connect()) {
      client.openTunnel(target.authority());
      server.awaitEstablished();
      isShort.set(true);
      return server.awaitEnd();
    }
  }

  /** Who embeds the engine can have faults of his own: they end the tunnel that they happen in. */
  private static TunnelStats withAFaultyObserver() {
    IllegalStateException fault = new IllegalStateException("a fault of the observer");
    try (EchoPeer target = EchoPeer.start();
        RunningServer server =
            RunningServer.start(
                UnaryOperator.identity(),
                Transport.Kind.best(),
                event -> {
                  if (event instanceof TunnelEvent.Established) {
                    throw fault;
                  }
                });
        RawClient client = server.tunnel(target.authority())) {
      client.readToEnd().endedBy(Ending.RESET);
      assertThat(server.awaitFault()).isEqualTo(new TunnelEvent.Faulted(Phase.RELAY, fault));
      return server.awaitEnd();
    }
  }
}
