package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.RecordingSink;
import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RequestHandlerTest {

  private static final String REQUEST = "CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final Outcome ABANDONED = new Outcome.Abandoned(Phase.NEGOTIATE);
  private static final Outcome TIMED_OUT =
      new Outcome.Refused(new Refusal.TimedOut(Refusal.TimedOut.Wait.REQUEST), Phase.NEGOTIATE);

  private final Wire wire = new Wire();
  private final EmbeddedChannel channel = wire.channel();
  private final RecordingSink sink = new RecordingSink();
  private final ClientInfo client = wire.client();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void asksForTheFirstBytes() {
    install();

    assertThat(wire.reads()).isEqualTo(1);
  }

  @Test
  void asksForMoreUntilTheHeadIsWhole() {
    install();

    wire.receive("CONNECT ");

    assertThat(wire.reads()).isEqualTo(2);
  }

  @Test
  void handsOnARequest() {
    install();

    wire.receive(REQUEST);

    assertThat(opened().request().target().authority()).isEqualTo("a.example:443");
    assertThat(opened().request().client()).isSameAs(client);
    assertThat(opened().client()).isSameAs(channel);
    assertThat(sink.failures()).isEmpty();
  }

  @Test
  void measuresTheTimeFromAcceptToTheWholeHead() {
    wire.advanceMillis(20);
    install();
    wire.receive("CONNECT ");
    wire.advanceMillis(30);

    wire.receive(REQUEST.substring("CONNECT ".length()));

    assertThat(opened().negotiated()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void readsAHeadFromASliceThatCannotGrow() {
    install();
    ByteBuf all = Wire.bytes("prefix" + REQUEST);

    channel.writeInbound(all.skipBytes(6).readRetainedSlice(10));
    channel.writeInbound(all);

    assertThat(sink.opened()).hasSize(1);
    assertThat(all.refCnt()).isZero();
  }

  @Test
  void staysOpenJustBeforeItsDeadline() {
    install();
    wire.receive(REQUEST.substring(0, 20));

    wire.advanceMillis(9_999);

    assertThat(channel.isOpen()).isTrue();
    assertThat(wire.sent()).isEmpty();
  }

  @Test
  void answersAtItsDeadline() {
    install();
    wire.receive(REQUEST.substring(0, 20));

    wire.advanceMillis(10_000);

    assertThat(wire.sent()).startsWith("HTTP/1.1 408 ").endsWith("|");
    assertThat(sink.failures()).containsExactly(TIMED_OUT);
  }

  @Test
  void countsTheDeadlineFromAccept() {
    wire.advanceMillis(4_000);
    install();

    wire.advanceMillis(5_999);
    assertThat(sink.failures()).isEmpty();

    wire.advanceMillis(1);
    assertThat(sink.failures()).containsExactly(TIMED_OUT);
  }

  @Test
  void doesNotMoveTheDeadlineForAClientThatDrips() {
    install();
    for (int i = 0; i < 9; i++) {
      wire.advanceMillis(1_000);
      wire.receive("C");
    }

    wire.advanceMillis(1_000);

    assertThat(sink.failures()).containsExactly(TIMED_OUT);
  }

  @Test
  void hasNoDeadlineOnceTheHeadIsWhole() {
    install();
    wire.receive(REQUEST);

    wire.advanceMillis(60_000);

    assertThat(channel.isOpen()).isTrue();
    assertThat(sink.failures()).isEmpty();
  }

  @Test
  void leavesNoTimerBehindAfterARefusal() {
    install();
    wire.receive("\0");
    wire.receiveEnd();

    assertThat(channel.hasPendingTasks()).isFalse();
  }

  @Test
  void closesSilentlyWhenTheClientEndsBeforeItsFirstByte() {
    install();

    wire.receiveEnd();

    assertThat(wire.sent()).isEmpty();
    assertThat(channel.isOpen()).isFalse();
    assertThat(sink.failures()).isEmpty();
  }

  @Test
  void closesSilentlyWhenTheClientBreaksOffBeforeItsFirstByte() {
    install();

    channel.pipeline().fireExceptionCaught(new IOException("reset"));

    assertThat(channel.isOpen()).isFalse();
    assertThat(sink.failures()).isEmpty();
  }

  @Test
  void answersAClientThatEndsInTheMiddleOfItsHead() {
    install();
    wire.receive(REQUEST.substring(0, 20));

    wire.receiveEnd();

    assertThat(wire.sent()).startsWith("HTTP/1.1 400 ").doesNotEndWith("|");
    assertThat(channel.isOpen()).isFalse();
    assertThat(sink.failures()).singleElement().isInstanceOf(Outcome.Refused.class);
  }

  @Test
  void reportsAResetInTheMiddleOfAHeadOnce() {
    install();
    wire.receive(REQUEST.substring(0, 20));

    channel.pipeline().fireExceptionCaught(new IOException("reset"));
    channel.runPendingTasks();

    assertThat(wire.sent()).isEmpty();
    assertThat(channel.isOpen()).isFalse();
    assertThat(sink.failures()).containsExactly(ABANDONED);
  }

  @Test
  void reportsAConnectionThatIsClosedInTheMiddleOfAHeadOnce() {
    install();
    wire.receive(REQUEST.substring(0, 20));

    channel.close();
    channel.runPendingTasks();

    assertThat(sink.failures()).containsExactly(ABANDONED);
  }

  @Test
  void reportsABadHeadOnce() {
    install();
    wire.receive("\0");
    wire.receive("\0");
    wire.receiveEnd();
    channel.close();
    wire.advanceMillis(60_000);

    assertThat(sink.failures()).hasSize(1);
    assertThat(sink.opened()).isEmpty();
  }

  @Test
  void hasAnsweredBeforeItReports() {
    StringBuilder answerAtReport = new StringBuilder();
    RecordingSink late =
        new RecordingSink() {
          @Override
          public void failed(ClientInfo who, Outcome outcome) {
            answerAtReport.append(wire.sent());
          }
        };
    negotiator().install(channel, client, late);

    wire.receive("\0");

    assertThat(answerAtReport.toString()).startsWith("HTTP/1.1 400 ").endsWith("|");
  }

  @Test
  void doesNotProcessWhatFollowsARefusedRequest() {
    install();

    wire.receive("GET / HTTP/1.1\r\nHost: a\r\n\r\n" + REQUEST);
    wire.receive(REQUEST);

    assertThat(sink.opened()).isEmpty();
    assertThat(wire.sent()).containsOnlyOnce("HTTP/1.1 ");
  }

  @Test
  void keepsWhatFollowsARequestForTheTunnel() {
    install();

    wire.receive(REQUEST + REQUEST);

    assertThat(sink.opened()).hasSize(1);
    assertThat(wire.sent()).isEmpty();
  }

  @Test
  void reportsNothingWhenTheClientLeavesBehindItsRequest() {
    install();
    wire.receive(REQUEST);

    channel.close();

    assertThat(opened().abandoned().isSuccess()).isTrue();
    assertThat(sink.failures()).isEmpty();
  }

  @Test
  void answersInTheOriginalsBytesWhenToldSo() {
    new Http1Negotiator(Duration.ofSeconds(10), Http1Answers.LEGACY, ExchangePolicy.defaults())
        .install(channel, client, sink);

    wire.receive("\0");

    assertThat(wire.sent()).isEqualTo("HTTP/1.1 400 BAD_REQUEST\r\n\r\n|");
  }

  private void install() {
    negotiator().install(channel, client, sink);
  }

  private Negotiation opened() {
    assertThat(sink.opened()).hasSize(1);
    return sink.opened().getFirst();
  }

  private static Http1Negotiator negotiator() {
    return new Http1Negotiator(
        Duration.ofSeconds(10), Http1Answers.STANDARD, ExchangePolicy.defaults());
  }
}
