package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawClientTlsTest {

  private Certificates certificates;
  private SSLContext server;

  @BeforeEach
  void makeCertificates() {
    certificates = Certificates.create();
    server = certificates.serverContext(certificates.server());
  }

  @Test
  void speaksTls() {
    try (EchoPeer peer = EchoPeer.startTls(server);
        RawClient client = dial(peer, certificates, "localhost")) {
      client.send("ping");
      assertThat(client.readExactly(4)).isEqualTo("ping");
    }
  }

  @Test
  void tellsACloseNotify() {
    try (EchoPeer peer = EchoPeer.startTls(server);
        RawClient client = dial(peer, certificates, "localhost")) {
      client.send("ping");
      client.halfClose();
      assertThat(client.readToEnd()).isEqualTo(new Received("ping", Ending.FIN));
    }
  }

  @Test
  void tellsAFinWithoutCloseNotify() {
    try (EchoPeer peer = EchoPeer.startTls(server);
        CuttingRelay relay = CuttingRelay.start(peer.address());
        RawClient client =
            RawClient.to(relay.address()).connectTls(certificates.clientContext(), "localhost")) {
      client.send("ping");
      assertThat(client.readExactly(4)).isEqualTo("ping");
      relay.cut();
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.TRUNCATED);
    }
  }

  @Test
  void noticesThatATlsPeerIsGone() {
    EchoPeer peer = EchoPeer.startTls(server);
    try (RawClient client = dial(peer, certificates, "localhost")) {
      client.send("ping");
      assertThat(client.readExactly(4)).isEqualTo("ping");
      peer.close();
      assertThat(client.readToEnd().ending().byPeer()).isTrue();
    }
  }

  @Test
  void refusesACertificateOfAnotherName() {
    try (EchoPeer peer = EchoPeer.startTls(server)) {
      assertThatThrownBy(() -> dial(peer, certificates, "other.example"))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void refusesACertificateOfAnotherAuthority() {
    try (EchoPeer peer = EchoPeer.startTls(server)) {
      assertThatThrownBy(() -> dial(peer, Certificates.create(), "localhost"))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(SSLHandshakeException.class);
    }
  }

  private static RawClient dial(Peer peer, Certificates trusted, String name) {
    return RawClient.to(peer.address()).connectTls(trusted.clientContext(), name);
  }
}
