package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Certificates;
import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.Identity;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tls.KeyMaterial;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sends behind its request, before it has an answer, belongs to the target. */
@ParameterizedClass
@EnumSource(names = {"SOCKETS", "CHANNELS"})
class EarlyDataIT {

  private final Driver driver;

  EarlyDataIT(Driver driver) {
    this.driver = driver;
  }

  /** Starts like a ClientHello, and holds what would end a head or begin another request. */
  private static final String EARLY =
      "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"
          + "\r\n\r\nCONNECT x:1 HTTP/1.1\r\n\r\n\u0000\u00ff";

  /** Long enough that the server has taken the first part alone; shorter only tests less. */
  private static final Duration APART = Duration.ofMillis(3);

  private static final Duration BEFORE_THE_ANSWER = Duration.ofMillis(200);

  @Test
  void arrivesWholeHoweverHeadAndDataAreCut() {
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = driver.start()) {
      String head = head(target.authority());
      String all = head + EARLY;
      for (int cut = 0; cut <= all.length(); cut++) {
        String echoed = sendInTwo(server, all, cut, cut < head.length());
        assertThat(echoed).as("cut at %d", cut).isEqualTo(EARLY);
        assertClosedCleanly(server);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32_767, 32_768, 32_769, 65_536, 100_000, 1_000_000})
  void arrivesWholeWithItsEndWhenTheAnswerComesLate(int size) {
    String early = text(size);
    try (EchoPeer target = EchoPeer.start();
        DnsPeer dns = slow();
        RunningServer server = driver.start(Configs.dns(dns));
        RawClient client = server.connect()) {
      client.send(head("slow.example:" + target.port()) + early);
      client.halfClose();
      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).hasSize(size).isEqualTo(early);
      assertClosedCleanly(server);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32_768, 100_000})
  void isFollowedByWhatIsSentAfterTheAnswer(int size) {
    String early = text(size);
    try (EchoPeer target = EchoPeer.start();
        DnsPeer dns = slow();
        RunningServer server = driver.start(Configs.dns(dns));
        RawClient client = server.connect()) {
      client.send(head("slow.example:" + target.port()) + early);
      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(client.readExactly(size)).isEqualTo(early);
      client.send("later");
      client.halfClose();
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEqualTo("later");
      assertClosedCleanly(server);
    }
  }

  @Test
  void arrivesWholeInsideTls(@TempDir Path folder) {
    Certificates authority = Certificates.create();
    String early = text(100_000);
    try (EchoPeer target = EchoPeer.start();
        DnsPeer dns = slow();
        RunningServer server =
            driver.start(Configs.both(Configs.dns(dns), Configs.tls(material(authority, folder))));
        RawClient client =
            server.connect().startTls(authority.clientContext(), "localhost", "http/1.1")) {
      client.send(head("slow.example:" + target.port()) + early);
      assertThat(client.readHead().status()).isEqualTo(200);
      assertThat(client.readExactly(early.length())).isEqualTo(early);
      client.halfClose();
      assertClosedCleanly(server);
    }
  }

  private static String sendInTwo(RunningServer server, String all, int cut, boolean wait) {
    try (RawClient client = server.connect()) {
      client.send(all.substring(0, cut));
      if (wait) {
        assertThat(client.receive(APART).ending()).isEqualTo(Ending.OPEN);
      }
      client.send(all.substring(cut));
      client.halfClose();
      assertThat(client.readHead().status()).isEqualTo(200);
      return client.readToEnd().endedBy(Ending.FIN).text();
    }
  }

  private static DnsPeer slow() {
    DnsAnswer local = DnsAnswer.addresses("127.0.0.1");
    return DnsPeer.start().answer("slow.example", DnsAnswer.delayed(BEFORE_THE_ANSWER, local));
  }

  private static KeyMaterial material(Certificates authority, Path folder) {
    Identity identity = authority.server();
    return new KeyMaterial.Pem(
        identity.writeCertificate(folder, "cert.pem"), identity.writeKey(folder, "key.pem"), null);
  }

  private static String head(String authority) {
    return "CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority);
  }

  private static String text(int size) {
    return "0123456789abcde\n".repeat(size / 16 + 1).substring(0, size);
  }

  private static void assertClosedCleanly(RunningServer server) {
    assertThat(server.awaitEnd().outcome())
        .isEqualTo(new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT));
  }
}
