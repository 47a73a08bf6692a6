package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.EarlyData;
import io.github.httptunnel.answer.Inbound;
import io.github.httptunnel.answer.RecordingSink;
import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Refusal;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConnectNegotiationTest {

  private static final String REQUEST = "CONNECT a:443 HTTP/1.0\r\n\r\n";
  private static final String EARLY = "early\r\n\r\ndata";
  private static final String YES =
      "HTTP/1.1 200 Connection established\r\nProxy-Status: http-tunnel\r\n\r\n";
  private static final Refusal REFUSED = new Refusal.Unreachable(Refusal.Unreachable.Cause.REFUSED);

  private final Wire wire = new Wire();
  private final RecordingSink sink = new RecordingSink();
  private final Inbound relay = new Inbound();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void saysYesAndNothingElse() {
    Negotiation negotiation = negotiation(REQUEST);

    assertThat(negotiation.accept().isSuccess()).isTrue();

    assertThat(wire.sent()).isEqualTo(YES);
    assertThat(relay.seen()).isEmpty();
  }

  @Test
  void takesTheProtocolOffTheChannel() {
    negotiation(REQUEST).accept();
    wire.receive("GET / HTTP/1.1\r\n\r\n");

    assertThat(relay.seen()).isEqualTo("GET / HTTP/1.1\r\n\r\n");
  }

  static IntStream cuts() {
    return IntStream.rangeClosed(0, (REQUEST + EARLY).length());
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void relaysEarlyDataAndItsEndInOrderHoweverTheyAreCut(int cut) {
    String all = REQUEST + EARLY;
    Negotiation negotiation = negotiation(all.substring(0, cut), all.substring(cut));
    wire.receiveEnd();

    negotiation.accept();

    assertThat(relay.seen()).isEqualTo(EARLY + "|");
    assertThat(wire.sent()).isEqualTo(YES);
  }

  @Test
  void relaysNothingBeforeTheAnswerIsWritten() {
    Negotiation negotiation = negotiation(REQUEST + EARLY);
    Socket socket = new Socket(false);
    wire.channel().pipeline().addFirst(socket);

    Future<Void> told = negotiation.accept();
    assertThat(relay.seen()).isEmpty();

    socket.finish();
    assertThat(told.isSuccess()).isTrue();
    assertThat(relay.seen()).isEqualTo(EARLY);
  }

  @Test
  void failsWhenTheAnswerCannotBeWritten() {
    Negotiation negotiation = negotiation(REQUEST + EARLY);
    wire.channel().pipeline().addFirst(new Socket(true));

    Future<Void> told = negotiation.accept();

    assertThat(told.cause()).isInstanceOf(IOException.class);
    assertThat(relay.seen()).isEmpty();
  }

  @Test
  void saysNoAndThenFinishesSending() {
    negotiation(REQUEST).refuse(REFUSED);

    assertThat(wire.sent()).startsWith("HTTP/1.1 502 ").endsWith("listening on its port.\n|");
    assertThat(wire.channel().isOpen()).isTrue();
  }

  @Test
  void dropsEarlyDataWhenItSaysNo() {
    negotiation(REQUEST + EARLY).refuse(REFUSED);

    assertThat(relay.seen()).isEmpty();
    assertThat(wire.channel().pipeline().get(EarlyData.class)).isNull();
  }

  @Test
  void closesBehindItsNoWhenTheClientHasFinished() {
    Negotiation negotiation = negotiation(REQUEST);
    wire.receiveEnd();

    negotiation.refuse(REFUSED);
    wire.channel().runPendingTasks();

    assertThat(wire.sent()).startsWith("HTTP/1.1 502 ").doesNotEndWith("|");
    assertThat(wire.channel().isOpen()).isFalse();
  }

  @Test
  void saysNoToNobodyOnceTheClientHasLeft() {
    Negotiation negotiation = negotiation(REQUEST);
    wire.channel().close();
    wire.channel().runPendingTasks();

    negotiation.refuse(REFUSED);
    wire.channel().runPendingTasks();

    assertThat(wire.sent()).isEmpty();
  }

  private Negotiation negotiation(String... reads) {
    new Http1Negotiator(Duration.ofSeconds(10), Http1Answers.STANDARD, ExchangePolicy.defaults())
        .install(wire.channel(), wire.client(), sink);
    for (String read : reads) {
      wire.receive(read);
    }
    assertThat(sink.opened()).hasSize(1);
    wire.channel().pipeline().addLast(relay);
    return sink.opened().getFirst();
  }

  /** Completes its last write when told, or fails it. */
  private static final class Socket extends ChannelOutboundHandlerAdapter {
    private final boolean broken;
    private ChannelPromise last;

    private Socket(boolean broken) {
      this.broken = broken;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
      ReferenceCountUtil.release(msg);
      last = promise;
      if (broken) {
        promise.setFailure(new IOException("broken"));
      }
    }

    void finish() {
      last.setSuccess();
    }
  }
}
