package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.sni.SniPolicy;
import io.github.httptunnel.sni.SniPolicy.Ech;
import io.github.httptunnel.sni.SniPolicy.Verdict;
import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.RecorderPeer;
import io.github.httptunnel.testkit.ScriptedPeer;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS inside tunnels is held to the host that was asked for. */
class SniIT {

  private static final Outcome MISMATCH = new Outcome.Closed(CloseReason.SNI_MISMATCH, Side.PROXY);

  private static UnaryOperator<ServerConfig> sni(@Nullable SniPolicy policy) {
    return config -> config.toBuilder().sni(policy).build();
  }

  private static UnaryOperator<ServerConfig> strict(RelayEngine engine) {
    return config -> config.toBuilder().sni(SniPolicy.strict()).relayEngine(engine).build();
  }

  private static String local(int port) {
    return "localhost:" + port;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** The origin by its name, through the proxy. */
  private static CommandResult curl(Scene scene, String url, String... more) {
    return Command.of("curl", "--silent", "--show-error", "--max-time", "20")
        .and("--cacert", scene.authority(), "--proxy", scene.proxy(), "--noproxy", "")
        .and(more)
        .and(url)
        .run();
  }

  @ParameterizedTest
  @EnumSource(
      value = RelayEngine.class,
      names = {"AUTO", "CHANNEL"})
  void aRealClientMeetsItsTarget(RelayEngine engine, @TempDir Path folder) {
    try (Scene scene = Scene.start(folder, Scheme.HTTP, Scheme.HTTPS, strict(engine))) {
      scene.origin().serve("/", "x".repeat(500_000));
      assertThat(curl(scene, scene.url("/")).successful().stdout()).hasSize(500_000);
      scene.awaitEnd();
    }
  }

  @Test
  void aRealClientInsideTlsToTheProxyMeetsItsTarget(@TempDir Path folder) {
    try (Scene scene = Scene.start(folder, Scheme.HTTPS, Scheme.HTTPS, strict(RelayEngine.AUTO))) {
      scene.origin().serve("/", "hello");
      String answer =
          curl(scene, scene.url("/"), "--proxy-cacert", scene.authority()).successful().stdout();
      assertThat(answer).isEqualTo("hello");
      scene.awaitEnd();
    }
  }

  @Test
  void aRealClientThatIsLedElsewhereIsClosed(@TempDir Path folder) {
    try (Scene scene = Scene.start(folder, Scheme.HTTP, Scheme.HTTPS, strict(RelayEngine.AUTO))) {
      // the CONNECT names the target, the TLS inside it another host
      CommandResult result =
          curl(scene, "https://front.example/", "--connect-to", "::" + scene.target());
      assertThat(result.exit()).isEqualTo(35);
      assertThat(scene.server().awaitEnd().outcome()).isEqualTo(MISMATCH);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 6, 60, 200})
  void nothingReachesTheTargetBeforeAClosedTunnelHoweverTheHelloIsCut(int cut) {
    byte[] hello = FirstFlight.to("other.example");
    try (RecorderPeer target = RecorderPeer.start();
        RunningServer server = RunningServer.start(strict(RelayEngine.AUTO));
        RawClient client = server.tunnel(local(target.port()))) {
      client.send(Arrays.copyOf(hello, cut));
      client.send(Arrays.copyOfRange(hello, cut, hello.length));
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(server.awaitEnd().outcome()).isEqualTo(MISMATCH);
      assertThat(target.awaitEnding()).isEqualTo(Ending.RESET);
      assertThat(String.join("", target.received())).isEmpty();
    }
  }

  @Test
  void aHelloThatComesWithTheRequestIsHeldToItsName() {
    for (String name : new String[] {"localhost", "other.example"}) {
      try (EchoPeer target = EchoPeer.start();
          RunningServer server = RunningServer.start(strict(RelayEngine.AUTO));
          RawClient client = server.connect()) {
        String hello = text(FirstFlight.to(name));
        client.send(
            "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(local(target.port())) + hello);
        assertThat(client.readHead().status()).isEqualTo(200);
        if (name.equals("localhost")) {
          assertThat(client.readExactly(hello.length())).isEqualTo(hello);
          client.halfClose();
          client.readToEnd().endedBy(Ending.FIN);
          server.awaitEnd();
        } else {
          assertThat(client.readToEnd().text()).isEmpty();
          assertThat(server.awaitEnd().outcome()).isEqualTo(MISMATCH);
        }
      }
    }
  }

  @Test
  void aTunnelToAnAddressNeedsNoName() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(sni(SniPolicy.strict()));
        RawClient client = server.tunnel(target.authority())) {
      String hello = text(FirstFlight.toNobody());
      client.send(hello);
      assertThat(client.readExactly(hello.length())).isEqualTo(hello);
      client.halfClose();
      client.readToEnd().endedBy(Ending.FIN);
      server.awaitEnd();
    }
  }

  @Test
  void aTargetThatSpeaksFirstIsHeardWhereOtherProtocolsMayPass() {
    SniPolicy policy = new SniPolicy(Verdict.DENY, Verdict.ALLOW, Ech.MATCH, null);
    try (ScriptedPeer target =
            ScriptedPeer.start(
                new PeerAction.Write("SSH-2.0-server\r\n"),
                new PeerAction.ReadToEnd(),
                new PeerAction.HalfClose());
        RunningServer server = RunningServer.start(sni(policy));
        RawClient client = server.tunnel(local(target.port()))) {
      assertThat(client.readExactly(16)).isEqualTo("SSH-2.0-server\r\n");
      client.send("SSH-2.0-client\r\n");
      client.halfClose();
      client.readToEnd().endedBy(Ending.FIN);
      assertThat(server.awaitEnd().upstream().bytes()).isEqualTo(16);
    }
  }

  @Test
  void portsThatAreNotListedAreLeftAlone() {
    SniPolicy policy = new SniPolicy(Verdict.DENY, Verdict.DENY, Ech.MATCH, Set.of(443));
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(sni(policy));
        RawClient client = server.tunnel(local(target.port()))) {
      client.send("SSH-2.0-client\r\n");
      assertThat(client.readExactly(16)).isEqualTo("SSH-2.0-client\r\n");
      client.halfClose();
      client.readToEnd().endedBy(Ending.FIN);
      server.awaitEnd();
    }
  }
}
