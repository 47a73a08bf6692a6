package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.BadAnswer;
import io.github.httptunnel.tunnel.Side;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponseHandlerTest {

  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private final ExchangeRig rig = new ExchangeRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void passesInterimResponsesOn() {
    rig.asked();

    rig.target().receive("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + CONTINUE);
    rig.answer();

    assertThat(rig.client().sent())
        .startsWith("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + CONTINUE + "HTTP/1.1 200 ");
  }

  @Test
  void keepsInterimResponsesFromHttp10() {
    rig.client().receive("GET http://a/ HTTP/1.0\r\n\r\n");

    rig.target().receive(CONTINUE);

    assertThat(rig.client().sent()).isEmpty();
  }

  @Test
  void takesAHundredInterimResponsesAndNoMore() {
    rig.asked();

    rig.target().receive(CONTINUE.repeat(100));
    assertThat(rig.outcomes()).isEmpty();

    rig.target().receive(CONTINUE);
    assertRefused(BadAnswer.Fault.MALFORMED);
  }

  @Test
  void tellsOfATargetThatEndsWithoutAnAnswer() {
    rig.asked();

    rig.target().receiveEnd();

    assertRefused(BadAnswer.Fault.NONE);
  }

  @Test
  void tellsOfATargetThatEndsWithinItsHead() {
    rig.asked();
    rig.target().receive("HTTP/1.1 200 OK\r\nX:");

    rig.target().receiveEnd();

    assertRefused(BadAnswer.Fault.INCOMPLETE);
  }

  @Test
  void tellsOfATargetThatEndsBehindAnInterimResponse() {
    rig.asked();
    rig.target().receive(CONTINUE);

    rig.target().receiveEnd();

    assertRefused(BadAnswer.Fault.INCOMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 3\r\n\r\nok", "Transfer-Encoding: chunked\r\n\r\n2\r\nok"})
  void breaksAnAnswerOffThatEndsTooEarly(String rest) {
    rig.asked();
    rig.target().receive("HTTP/1.1 200 OK\r\n" + rest);

    rig.target().receiveEnd();

    assertBrokenOff(CloseReason.INCOMPLETE);
  }

  @Test
  void endsAnAnswerThatEndsWithItsConnection() {
    rig.asked();
    rig.target().receive("HTTP/1.1 200 OK\r\n\r\nok");

    rig.target().receiveEnd();

    assertThat(rig.client().sent())
        .isEqualTo("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
    assertThat(rig.client().channel().isOpen()).isTrue();
    assertThat(rig.target().channel().isOpen()).isFalse();
  }

  @Test
  void breaksAnAnswerOffThatIsReset() {
    rig.asked();
    rig.target().receive("HTTP/1.1 200 OK\r\n\r\nok");

    rig.target().channel().pipeline().fireExceptionCaught(new IOException("reset"));

    assertBrokenOff(CloseReason.RESET);
  }

  @Test
  void tellsOfATargetThatResetsBeforeItsAnswer() {
    rig.asked();

    rig.target().channel().pipeline().fireExceptionCaught(new IOException("reset"));

    assertRefused(BadAnswer.Fault.NONE);
  }

  @Test
  void tellsOfATargetThatIsGoneBeforeItsAnswer() {
    rig.asked();

    rig.target().channel().close();

    assertRefused(BadAnswer.Fault.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-x\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: a\nY: b\r\n\r\n"
      })
  void refusesAnAnswerThatBreaksTheRules(String answer) {
    rig.asked();

    rig.target().receive(answer);

    assertRefused(BadAnswer.Fault.MALFORMED);
  }

  @Test
  void refusesAHeadThatIsTooLong() {
    rig.asked();

    rig.target().receive("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(201) + "\r\n");

    assertRefused(BadAnswer.Fault.HEAD_LENGTH);
  }

  @Test
  void breaksContentOffThatBreaksTheRules() {
    rig.asked();

    rig.target().receive("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n");

    assertBrokenOff(CloseReason.MALFORMED);
  }

  @Test
  void dropsWhatFollowsAnAnswerAndTheConnectionWithIt() {
    rig.asked();

    rig.target().receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\n");

    assertThat(rig.client().sent()).endsWith("\r\n\r\nok");
    assertThat(rig.target().channel().isOpen()).isFalse();
    assertThat(rig.client().channel().isOpen()).isTrue();
  }

  @Test
  void closesAnIdleConnectionThatAnswersUnasked() {
    rig.asked();
    rig.answer();
    rig.client().sent();

    rig.target().receive("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

    assertThat(rig.target().channel().isOpen()).isFalse();
    assertThat(rig.client().sent()).isEmpty();
  }

  @Test
  void closesAnIdleConnectionThatBreaks() {
    rig.asked();
    rig.answer();

    rig.target().channel().pipeline().fireExceptionCaught(new IOException("reset"));

    assertThat(rig.target().channel().isOpen()).isFalse();
    assertThat(rig.client().channel().isOpen()).isTrue();
  }

  @Test
  void passesAnEarlyAnswerOnAndEndsTheClientsConnection() {
    rig.post("01234");

    rig.answer();

    assertThat(rig.client().sent()).contains("\r\nConnection: close\r\n").endsWith("ok|");
    assertThat(rig.target().channel().isOpen()).isFalse();
    assertThat(rig.outcomes())
        .containsExactly(new Outcome.Closed(CloseReason.END_OF_STREAM, Side.TARGET));
  }

  @Test
  void passesAnAnswerOnThatCameBeforeTheTargetTookNoMore() {
    rig.post("01234");
    rig.target().channel().pipeline().addFirst(new Broken());
    rig.client().receive("567");

    rig.answer();

    assertThat(rig.client().sent()).contains("HTTP/1.1 200 OK").endsWith("ok|");
  }

  private void assertRefused(BadAnswer.Fault fault) {
    rig.client().channel().runPendingTasks();
    assertThat(rig.outcomes())
        .containsExactly(new Outcome.Refused(new BadAnswer(fault), Phase.RELAY));
    assertThat(rig.client().sent()).contains("HTTP/1.1 502 Bad Gateway\r\n");
    assertThat(rig.client().channel().isOpen()).isTrue();
    assertThat(rig.target().channel().isOpen()).isFalse();
  }

  private void assertBrokenOff(CloseReason reason) {
    assertThat(rig.outcomes()).containsExactly(new Outcome.Closed(reason, Side.TARGET));
    assertThat(rig.client().channel().isOpen()).isFalse();
    assertThat(rig.target().channel().isOpen()).isFalse();
  }

  /** A connection that takes nothing. */
  private static final class Broken extends ChannelOutboundHandlerAdapter {
    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
      ((ByteBuf) msg).release();
      promise.setFailure(new IOException("broken pipe"));
    }
  }
}
