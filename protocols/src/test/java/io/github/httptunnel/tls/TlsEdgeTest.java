package io.github.httptunnel.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.tunnel.EndOfStream;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TlsEdgeTest {

  private static final String LARGE = "0123456789abcdef".repeat(20_000);

  private final BehindTls behind = new BehindTls();

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
  void turnsACloseNotifyIntoAnEndOfStreamBehindTheData(SslProvider provider, String version)
      throws Exception {
    try (TlsPair pair = pair(provider, version)) {
      pair.send("data");

      pair.finish();
      pair.cut();

      assertThat(behind.seen()).isEqualTo("data|");
      assertThat(behind.errors()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
  void turnsAnEndOfStreamIntoACloseNotify(SslProvider provider, String version) throws Exception {
    try (TlsPair pair = pair(provider, version)) {
      ChannelFuture finished = write(pair, EndOfStream.INSTANCE);
      pair.pump();

      assertThat(finished.isSuccess()).isTrue();
      assertThat(pair.clientFinished()).isTrue();
      assertThat(pair.server().channel().isOpen()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
  void leavesNothingUnsentBeforeItsCloseNotify(SslProvider provider, String version)
      throws Exception {
    try (TlsPair pair = pair(provider, version)) {
      pair.server().channel().write(Wire.bytes(LARGE));
      write(pair, EndOfStream.INSTANCE);
      pair.pump();

      assertThat(pair.received()).isEqualTo(LARGE);
      assertThat(pair.clientFinished()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void stillReadsAfterItsOwnCloseNotify(SslProvider provider) throws Exception {
    try (TlsPair pair = pair(provider, "TLSv1.3")) {
      write(pair, EndOfStream.INSTANCE);
      pair.pump();

      pair.send("up");
      pair.send("load");

      assertThat(behind.seen()).isEqualTo("upload");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void noticesTheClientsCloseNotifyAfterItsOwn(SslProvider provider) throws Exception {
    try (TlsPair pair = pair(provider, "TLSv1.3")) {
      write(pair, EndOfStream.INSTANCE);
      pair.pump();
      pair.send("upload");

      pair.finish();
      pair.cut();

      assertThat(behind.seen()).isEqualTo("upload|");
      assertThat(behind.errors()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void countsACutAfterItsOwnCloseNotifyAsAnError(SslProvider provider) throws Exception {
    try (TlsPair pair = pair(provider, "TLSv1.3")) {
      write(pair, EndOfStream.INSTANCE);
      pair.pump();
      pair.send("upload");

      pair.cut();

      assertThat(behind.seen()).isEqualTo("upload");
      assertThat(behind.errors()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void doesNotCallABrokenConnectionFinished(SslProvider provider) throws Exception {
    try (TlsPair pair = pair(provider, "TLSv1.3")) {
      String forged = "\u0017\u0003\u0003\0 " + "x".repeat(32);

      pair.inject(forged);
      pair.inject(forged);
      pair.server().channel().close();

      assertThat(behind.seen()).isEmpty();
      assertThat(behind.errors()).isNotEmpty();
    }
  }

  @Test
  void deliversAReplyAfterTheClientsCloseNotifyWithTheJdk() throws Exception {
    try (TlsPair pair = pair(SslProvider.JDK, "TLSv1.3")) {
      pair.finish();

      ChannelFuture written = write(pair, Wire.bytes("reply"));
      pair.pump();

      assertThat(written.isSuccess()).isTrue();
      assertThat(pair.received()).isEqualTo("reply");
    }
  }

  /**
   * A limit of Netty's engine for BoringSSL, which closes both directions at a close_notify. What
   * is lost must at least not look complete.
   */
  @Test
  void cannotReplyAfterTheClientsCloseNotifyWithBoringSsl() throws Exception {
    try (TlsPair pair = pair(SslProvider.OPENSSL, "TLSv1.3")) {
      pair.finish();

      ChannelFuture written = write(pair, Wire.bytes("reply"));
      pair.pump();

      assertThat(written.cause()).isInstanceOf(SSLException.class);
      assertThat(pair.received()).isEmpty();
      assertThat(pair.clientFinished()).isFalse();
    }
  }

  @Test
  void answersTheClientsCloseNotifyOnceOurSideHasFinishedWithBoringSsl() throws Exception {
    try (TlsPair pair = pair(SslProvider.OPENSSL, "TLSv1.3")) {
      pair.finish();
      assertThat(pair.clientFinished()).isFalse();

      ChannelFuture told = write(pair, EndOfStream.INSTANCE);
      pair.pump();

      assertThat(told.isSuccess()).isTrue();
      assertThat(pair.clientFinished()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"JDK, TLSv1.2", "JDK, TLSv1.3", "OPENSSL, TLSv1.2", "OPENSSL, TLSv1.3"})
  void countsAnEndWithoutACloseNotifyAsAnError(SslProvider provider, String version)
      throws Exception {
    try (TlsPair pair = pair(provider, version)) {
      pair.send("data");

      pair.cut();

      assertThat(behind.seen()).isEqualTo("data");
      assertThat(behind.errors())
          .singleElement()
          .isInstanceOf(SSLException.class)
          .hasToString("javax.net.ssl.SSLException: the connection ended without a close_notify");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void saysNothingOfAConnectionThatIsClosedAfterItsCloseNotify(SslProvider provider)
      throws Exception {
    try (TlsPair pair = pair(provider, "TLSv1.3")) {
      pair.finish();

      pair.server().channel().close();

      assertThat(behind.seen()).isEqualTo("|");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void doesNotCallAClosedConnectionFinished(SslProvider provider) throws Exception {
    try (TlsPair pair = pair(provider, "TLSv1.3")) {
      pair.server().channel().pipeline().fireExceptionCaught(new IOException("reset"));
      pair.server().channel().close();

      assertThat(behind.seen()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void failsAnEndOfStreamThatCannotBeWritten(SslProvider provider) throws Exception {
    try (TlsPair pair = pair(provider, "TLSv1.3")) {
      pair.server().channel().close();

      assertThat(write(pair, EndOfStream.INSTANCE).cause())
          .isInstanceOf(ClosedChannelException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JDK", "OPENSSL"})
  void passesEventsOfOthersOnButNotThoseOfTcp(SslProvider provider) throws Exception {
    try (TlsPair pair = pair(provider, "TLSv1.3")) {
      var pipeline = pair.server().channel().pipeline();
      pipeline.fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
      pipeline.fireUserEventTriggered("other");

      assertThat(behind.seen()).isEqualTo("[other]");
    }
  }

  private TlsPair pair(SslProvider provider, String version) throws Exception {
    return new TlsPair(TlsPair.context(provider), TlsPair.client(version), behind);
  }

  private static ChannelFuture write(TlsPair pair, Object message) {
    ChannelFuture written = pair.server().channel().writeAndFlush(message);
    pair.server().channel().runPendingTasks();
    return written;
  }
}
