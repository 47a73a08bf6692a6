package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.config.ListenerConfig.Mode;
import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.Command;
import io.github.httptunnel.testkit.CommandResult;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Received;
import io.github.httptunnel.testkit.ScriptedPeer;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.Malformed;
import io.github.httptunnel.tunnel.Refusal.Malformed.Part;
import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.StreamEnd;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener that speaks TLS, whatever its keys come in. */
class TlsListenerIT {

  private static final String PASSWORD = "only for this test";

  enum Keys {
    PKCS12,
    PEM,
    PEM_RSA
  }

  private final Certificates certificates = Certificates.create();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Keys.class)
  void carriesATunnelWithAnyKindOfKey(Keys keys) {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = start(keys);
        RawClient client = shakenHands(server)) {
      client.openTunnel(target.authority());
      client.send("ping");
      assertThat(client.readExactly(4)).isEqualTo("ping");
      client.halfClose();
      client.readToEnd().endedBy(Ending.FIN);
      assertThat(server.awaitEnd().outcome())
          .isEqualTo(new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT));
    }
  }

  /** BoringSSL, as Netty uses it, cannot send once the client has finished: that must be seen. */
  @Test
  void neverLetsAReplyThatIsLostLookComplete() {
    try (ScriptedPeer target =
            ScriptedPeer.start(
                new PeerAction.ReadToEnd(),
                new PeerAction.Write("reply"),
                new PeerAction.HalfClose());
        RunningServer server = start(Keys.PEM);
        RawClient client = shakenHands(server)) {
      client.openTunnel(target.authority());
      client.send("request");
      client.halfClose();
      Received received = client.readToEnd();
      StreamEnd ended = server.awaitEnd().downstream().ended();
      boolean whole = received.text().equals("reply") && received.ending() == Ending.FIN;
      boolean cut = received.text().isEmpty() && received.ending() != Ending.FIN;
      assertThat((whole && ended == StreamEnd.FINISHED) || (cut && ended == StreamEnd.CUT))
          .as(received.ending() + ", " + ended)
          .isTrue();
    }
  }

  @Test
  void choosesHttp11AmongWhatAClientOffers() {
    try (RunningServer server = start(Keys.PEM);
        RawClient client = shakenHands(server, "h2", "http/1.1")) {
      assertThat(client.applicationProtocol()).isEqualTo("http/1.1");
    }
  }

  @Test
  void choosesNothingForAClientThatOffersNothing() {
    try (RunningServer server = start(Keys.PEM);
        RawClient client = shakenHands(server)) {
      assertThat(client.applicationProtocol()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void speaksTls12And13(String version) {
    try (RunningServer server = start(Keys.PEM)) {
      CommandResult result = openssl(server, version);
      assertThat(result.successful().stdout()).contains("Verification: OK");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1", "-tls1_1"})
  void refusesOlderVersions(String version) {
    try (RunningServer server = start(Keys.PEM)) {
      CommandResult result = openssl(server, version);
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.stderr()).contains("alert protocol version");
      assertThat(server.awaitEnd().outcome())
          .isInstanceOfSatisfying(
              Outcome.Refused.class,
              refused -> {
                assertThat(refused.phase()).isEqualTo(Phase.HANDSHAKE);
                assertThat(refused.refusal())
                    .isInstanceOfSatisfying(
                        Malformed.class, bad -> assertThat(bad.part()).isEqualTo(Part.TLS));
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-tls1_2", "-tls1_3"})
  void resumesSessionsByTicket(String version) {
    String session = folder.resolve("session.pem").toString();
    try (RunningServer server = start(Keys.PEM)) {
      assertThat(refused(server, version, "-sess_out", session)).contains("New, TLSv1");
      assertThat(refused(server, version, "-sess_in", session)).contains("Reused, TLSv1");
    }
  }

  /** A ticket may come after the handshake: the client stays until its request is answered. */
  private String refused(RunningServer server, String version, String... session) {
    String output =
        Command.of("openssl", "s_client", version, "-ign_eof")
            .and("-connect", "127.0.0.1:" + server.address().getPort())
            .and(session)
            .input("CONNECT nowhere HTTP/1.1\r\nHost: nowhere\r\n\r\n")
            .run()
            .successful()
            .stdout();
    assertThat(output).contains("HTTP/1.1 400 ");
    server.awaitEnd();
    return output;
  }

  private CommandResult openssl(RunningServer server, String version) {
    return Command.of("openssl", "s_client", version, "-cipher", "DEFAULT@SECLEVEL=0")
        .and("-connect", "127.0.0.1:" + server.address().getPort())
        .and("-CAfile", certificates.writeAuthority(folder).toString())
        .run();
  }

  private RawClient shakenHands(RunningServer server, String... alpn) {
    return server.connect().startTls(certificates.clientContext(), "localhost", alpn);
  }

  private RunningServer start(Keys keys) {
    return RunningServer.start(config -> RunningServer.onAnyPort(new Mode.Http(), written(keys)));
  }

  private KeyMaterial written(Keys keys) {
    return switch (keys) {
      case PKCS12 ->
          new KeyMaterial.Pkcs12(
              certificates.server().writePkcs12(folder, "proxy.p12", PASSWORD),
              new Secret(PASSWORD));
      case PEM -> pem(certificates.server());
      case PEM_RSA -> pem(certificates.rsaServer());
    };
  }

  private KeyMaterial pem(Identity identity) {
    return new KeyMaterial.Pem(
        identity.writeCertificate(folder, "cert.pem"), identity.writeKey(folder, "key.pem"), null);
  }
}
