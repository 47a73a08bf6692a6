package io.github.httptunnel.server;

import static io.github.httptunnel.server.Reloading.apply;
import static io.github.httptunnel.server.Reloading.echoes;
import static io.github.httptunnel.server.Reloading.end;
import static io.github.httptunnel.server.Reloading.freePort;
import static io.github.httptunnel.server.Reloading.isRefused;
import static io.github.httptunnel.server.Reloading.listener;
import static io.github.httptunnel.server.Reloading.listeners;
import static io.github.httptunnel.server.Reloading.problems;
import static io.github.httptunnel.server.Reloading.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.testkit.MutePeer;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server is given other listeners, or other certificates. */
class ReloadListenersIT {

  private static final String PASSWORD = "only for this test";

  @Test
  void opensAndClosesListenersWithoutTouchingTheOthers() {
    int added = freePort();
    try (EchoPeer target = EchoPeer.start();
        RunningServer server =
            RunningServer.start(
                listeners(
                    listener("stays", 0, new Mode.Http()), listener("goes", 0, new Mode.Http())));
        RawClient staying = server.tunnel(target.authority());
        RawClient going = RawClient.connectThrough(server.address(1), target.authority())) {
      assertThat(
              apply(
                  server,
                  listeners(
                      listener("stays", 0, new Mode.Http()),
                      listener("new", added, new Mode.Http()))))
          .containsExactly("listener new added", "listener goes removed");
      await().until(() -> isRefused(server.address(1)));
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), added);
      try (RawClient coming = RawClient.connectThrough(address, target.authority())) {
        echoes(coming);
        echoes(staying);
        echoes(going);
        end(coming, server);
      }
      end(going, server);
      end(staying, server);
      await().until(() -> server.server().live() == 0);
    }
  }

  @Test
  void endsTheTunnelsOfARemovedListenerWhenTheDrainIsOver() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server =
            RunningServer.start(
                listeners(
                    listener("stays", 0, new Mode.Http()), listener("goes", 0, new Mode.Http())));
        RawClient going = RawClient.connectThrough(server.address(1), target.authority())) {
      apply(
          server,
          config ->
              listeners(listener("stays", 0, new Mode.Http()))
                  .apply(config.toBuilder().drainTimeout(Duration.ofMillis(200)).build()));
      assertThat(going.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.DRAINED, Side.PROXY));
    }
  }

  @Test
  void holdsTheTunnelsOfARemovedListenerToNewRules() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server =
            RunningServer.start(
                listeners(
                    listener("stays", 0, new Mode.Http()), listener("goes", 0, new Mode.Http())));
        RawClient going = RawClient.connectThrough(server.address(1), target.authority())) {
      apply(server, listeners(listener("stays", 0, new Mode.Http())));
      echoes(going);
      apply(server, Configs.blocked("."));
      assertThat(going.readToEnd().ending()).isEqualTo(Ending.RESET);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.REVOKED, Side.PROXY));
    }
  }

  @Test
  void aListenerCanTakeThePlaceOfOneThatLeaves() {
    int port = freePort();
    try (EchoPeer target = EchoPeer.start();
        RunningServer server =
            RunningServer.start(listeners(listener("old", port, new Mode.Http())));
        RawClient old = server.tunnel(target.authority())) {
      apply(server, listeners(listener("new", port, new Mode.Http())));
      try (RawClient client = server.tunnel(target.authority())) {
        echoes(client);
        end(client, server);
      }
      assertThat(status(server, "127.0.0.1:" + port)).as("a loop through itself").isEqualTo(403);
      echoes(old);
      end(old, server);
    }
  }

  @Test
  void nothingChangesWhenAListenerCannotBeOpened() {
    int port = freePort();
    try (EchoPeer target = EchoPeer.start();
        MutePeer taken = MutePeer.start();
        RunningServer server =
            RunningServer.start(listeners(listener("old", port, new Mode.Http())));
        RawClient before = server.tunnel(target.authority())) {
      ServerConfig config = server.server().config();
      assertThat(
              problems(
                  server,
                  wanted ->
                      Configs.blocked(".")
                          .apply(
                              listeners(
                                      listener("new", port, new Mode.Http()),
                                      listener("taken", taken.port(), new Mode.Http()))
                                  .apply(wanted))))
          .singleElement()
          .asString()
          .contains("in use", Integer.toString(taken.port()));
      assertThat(server.server().config()).isEqualTo(config);
      echoes(before);
      assertThat(status(server, target.authority())).isEqualTo(200);
      end(before, server);
    }
  }

  @Test
  void nothingChangesWhenANewListenerWouldLeadToItself() {
    int port = freePort();
    try (RunningServer server = RunningServer.start()) {
      Mode loop =
          new Mode.Tcp(new Target(new Host.Address(InetAddress.getLoopbackAddress()), port));
      ListenerConfig stays = server.server().config().listeners().getFirst();
      assertThat(problems(server, listeners(stays, listener("loop", port, loop))))
          .singleElement()
          .asString()
          .contains("loop", "itself");
      assertThat(isRefused(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))).isTrue();
    }
  }

  @Test
  void theNextHandshakeSeesANewCertificateAndTunnelsGoOn(@TempDir Path folder) {
    Certificates certificates = Certificates.create();
    Identity first = certificates.server();
    KeyMaterial keys =
        new KeyMaterial.Pkcs12(first.writePkcs12(folder, "id.p12", PASSWORD), new Secret(PASSWORD));
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start(Configs.tls(keys));
        RawClient before = shakenHands(server, certificates)) {
      before.openTunnel(target.authority());
      assertThat(before.serverCertificates().getFirst()).isEqualTo(first.certificate());
      Identity second = certificates.server();
      second.writePkcs12(folder, "id.p12", PASSWORD);
      assertThat(apply(server, UnaryOperator.identity()))
          .containsExactly("the certificate of listener main");
      assertThat(certificate(server, certificates)).isEqualTo(second.certificate());
      echoes(before);
      end(before, server);
      server.awaitEnd();
    }
  }

  @Test
  void aBrokenCertificateIsRefusedAndTheOldOneServes(@TempDir Path folder) throws Exception {
    Certificates certificates = Certificates.create();
    Identity identity = certificates.server();
    Path file = identity.writePkcs12(folder, "id.p12", PASSWORD);
    KeyMaterial keys = new KeyMaterial.Pkcs12(file, new Secret(PASSWORD));
    try (RunningServer server = RunningServer.start(Configs.tls(keys))) {
      Files.writeString(file, "no certificate");
      assertThat(problems(server, UnaryOperator.identity()))
          .singleElement()
          .asString()
          .contains("main", "id.p12");
      assertThat(certificate(server, certificates)).isEqualTo(identity.certificate());
      server.awaitEnd();
    }
  }

  private static Certificate certificate(RunningServer server, Certificates certificates) {
    try (RawClient client = shakenHands(server, certificates)) {
      client.send("nonsense\r\n\r\n");
      client.readHead();
      return client.serverCertificates().getFirst();
    }
  }

  private static RawClient shakenHands(RunningServer server, Certificates certificates) {
    return RawClient.to(server.address()).connectTls(certificates.clientContext(), "localhost");
  }
}
