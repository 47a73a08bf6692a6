package io.github.httptunnel.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.answer.RecordingSink;
import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TlsHandshakeTest {

  /** A ClientHello for TLS 1.1, with two cipher suites and no extension. */
  private static final String HELLO_1_1 =
      "\u0016\u0003\u0001\0/\u0001\0\0+\u0003\u0002"
          + "r".repeat(32)
          + "\0\0\u0004\0/\u00c0\u0013\u0001\0";

  private static final Outcome ABANDONED = new Outcome.Abandoned(Phase.HANDSHAKE);

  private final Wire wire = new Wire();
  private final RecordingSink sink = new RecordingSink();
  private final BehindTls behind = new BehindTls();

  @AfterEach
  void close() {
    wire.close();
  }

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
  void installsTheProtocolOnceTheHandshakeIsDone(SslProvider provider, String version)
      throws Exception {
    try (TlsPair pair = new TlsPair(TlsPair.context(provider), TlsPair.client(version), behind)) {
      pair.send("hello");

      assertThat(behind.installed()).isEqualTo(1);
      assertThat(behind.seen()).isEqualTo("hello");
      assertThat(pair.server().channel().pipeline().get(HandshakeHandler.class)).isNull();
      assertThat(pair.sink().failures()).isEmpty();
      assertThat(pair.sink().secured()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void choosesHttp11ByAlpn(SslProvider provider) throws Exception {
    SslHandler client = TlsPair.client("TLSv1.3", "h2", "http/1.1");
    try (TlsPair pair = new TlsPair(TlsPair.context(provider), client, behind)) {
      assertThat(pair.clientTls().applicationProtocol()).isEqualTo("http/1.1");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void toleratesAClientWithoutAProtocolOfOurs(SslProvider provider) throws Exception {
    SslHandler client = TlsPair.client("TLSv1.3", "http/0.9", "foo");
    try (TlsPair pair = new TlsPair(TlsPair.context(provider), client, behind)) {
      assertThat(pair.clientTls().applicationProtocol()).isNull();
      assertThat(behind.installed()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void refusesTls11WithAnAlert(SslProvider provider) throws Exception {
    install(provider);

    wire.receive(HELLO_1_1);

    assertThat(wire.sent()).matches("(?s)\u0015\u0003.\0\u0002\u0002F");
    assertThat(wire.channel().isOpen()).isFalse();
    assertThat(sink.failures()).singleElement().satisfies(TlsHandshakeTest::isMalformedTls);
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void reportsPlainHttpOnceAndCloses(SslProvider provider) throws Exception {
    install(provider);

    wire.receive("CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n");

    assertThat(wire.channel().isOpen()).isFalse();
    assertThat(sink.failures()).singleElement().satisfies(TlsHandshakeTest::isMalformedTls);
    assertThat(behind.installed()).isZero();
    assertThat(sink.secured()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void waitsForAHandshakeUntilItsDeadline(SslProvider provider) throws Exception {
    install(provider);
    wire.receive("\u0016\u0003\u0001\0\u0005\u0001\0\0\u0001");

    wire.advanceMillis(9_999);

    assertThat(wire.channel().isOpen()).isTrue();
    assertThat(sink.failures()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void closesAtTheDeadlineOfAHandshake(SslProvider provider) throws Exception {
    install(provider);
    wire.receive("\u0016\u0003\u0001\0\u0005\u0001\0\0\u0001");

    wire.advanceMillis(10_000);

    assertThat(wire.channel().isOpen()).isFalse();
    assertThat(sink.failures())
        .containsExactly(
            new Outcome.Refused(
                new Refusal.TimedOut(Refusal.TimedOut.Wait.HANDSHAKE), Phase.HANDSHAKE));
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void countsTheDeadlineFromAccept(SslProvider provider) throws Exception {
    var client = wire.client();
    wire.advanceMillis(4_000);
    new TlsAcceptor(TlsPair.context(provider), Duration.ofSeconds(10))
        .install(wire.channel(), client, behind, sink);

    wire.advanceMillis(6_000);

    assertThat(sink.failures()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void reportsAClientThatEndsInTheMiddleAsGone(SslProvider provider) throws Exception {
    install(provider);
    wire.receive("\u0016\u0003\u0001\0\u0005\u0001\0\0\u0001");

    wire.channel().pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    wire.channel().runPendingTasks();

    assertThat(wire.channel().isOpen()).isFalse();
    assertThat(sink.failures()).containsExactly(ABANDONED);
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void reportsAResetInTheMiddleAsGone(SslProvider provider) throws Exception {
    install(provider);
    wire.receive("\u0016\u0003\u0001\0\u0005\u0001\0\0\u0001");

    wire.channel().pipeline().fireExceptionCaught(new IOException("reset"));
    wire.channel().runPendingTasks();

    assertThat(wire.channel().isOpen()).isFalse();
    assertThat(sink.failures()).containsExactly(ABANDONED);
  }

  @Test
  void doesNotRenegotiateWithBoringSsl() throws Exception {
    SslHandler client = TlsPair.client("TLSv1.2");
    try (TlsPair pair = new TlsPair(TlsPair.context(SslProvider.OPENSSL), client, behind)) {
      client.renegotiate();

      assertThatThrownBy(pair::pump).hasMessageContaining("no_renegotiation");
    }
  }

  private void install(SslProvider provider) throws Exception {
    new TlsAcceptor(TlsPair.context(provider), Duration.ofSeconds(10))
        .install(wire.channel(), wire.client(), behind, sink);
  }

  private static void isMalformedTls(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(((Outcome.Refused) outcome).refusal().code()).isEqualTo("malformed_tls");
    assertThat(((Outcome.Refused) outcome).phase()).isEqualTo(Phase.HANDSHAKE);
  }
}
