package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Drain;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection that waits for another request, or has several at once. */
final class NextRequestTest {

  private static final String REQUEST = "GET http://a.example/ HTTP/1.1\r\nHost: a\r\n\r\n";

  private final ExchangeRig rig = new ExchangeRig();

  @BeforeEach
  void exchangeOnce() {
    rig.asked();
    rig.answer();
    rig.client().sent();
    rig.outcomes().clear();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void closesSilentlyWhenNoneComesInTime() {
    rig.advanceMillis(59_999);
    assertThat(rig.client().channel().isOpen()).isTrue();

    rig.advanceMillis(1);
    assertThat(rig.client().channel().isOpen()).isFalse();
    assertThat(rig.client().sent()).isEmpty();
    assertThat(rig.outcomes()).isEmpty();
  }

  @Test
  void givesItAsLongAsTheFirstFromItsFirstByteOn() {
    rig.advanceMillis(59_999);
    rig.client().receive("G");

    rig.advanceMillis(9_999);
    assertThat(rig.outcomes()).isEmpty();

    rig.advanceMillis(1);
    assertThat(rig.outcomes())
        .containsExactly(new Outcome.Refused(new TimedOut(TimedOut.Wait.REQUEST), Phase.NEGOTIATE));
    assertThat(rig.client().sent()).startsWith("HTTP/1.1 408 ").endsWith("|");
  }

  @Test
  void refusesAHeadWithoutContent() {
    rig.client().receive("HEAD https://a.example/ HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(rig.client().sent()).startsWith("HTTP/1.1 400 ").endsWith("\r\n\r\n|");
  }

  @Test
  void closesSilentlyWhenTheClientEnds() {
    rig.client().receiveEnd();

    assertThat(rig.client().channel().isOpen()).isFalse();
    assertThat(rig.outcomes()).isEmpty();
  }

  @Test
  void answersAClientThatEndsInTheMiddleOfAnother() {
    rig.client().receive("GET");

    rig.client().receiveEnd();

    assertThat(rig.client().sent()).startsWith("HTTP/1.1 400 ");
    assertThat(rig.client().channel().isOpen()).isFalse();
    assertThat(rig.outcomes()).hasSize(1);
  }

  @Test
  void reportsAClientThatLeavesInTheMiddleOfAnother() {
    rig.client().receive("GET");

    rig.client().channel().close();
    rig.client().channel().runPendingTasks();

    assertThat(rig.outcomes()).containsExactly(new Outcome.Abandoned(Phase.NEGOTIATE));
  }

  @Test
  void closesAtOnceWhenItDrains() {
    rig.client().channel().pipeline().fireUserEventTriggered(Drain.INSTANCE);

    assertThat(rig.client().channel().isOpen()).isFalse();
    assertThat(rig.outcomes()).isEmpty();
  }

  @Test
  void readsARequestThatHasBegunWhenItDrains() {
    rig.client().receive("GET http://a.example/ ");
    rig.client().channel().pipeline().fireUserEventTriggered(Drain.INSTANCE);
    assertThat(rig.client().channel().isOpen()).isTrue();

    rig.client().receive("HTTP/1.1\r\nHost: a\r\n\r\n");
    rig.answer();

    assertThat(rig.client().sent()).contains("\r\nConnection: close\r\n").endsWith("ok|");
  }

  @Test
  void answersAllThatAClientSentBeforeItEnded() {
    rig.client().receive(REQUEST + REQUEST);
    rig.client().receiveEnd();

    rig.answer();
    rig.answer();

    assertThat(rig.outcomes()).hasSize(2);
    assertThat(rig.client().sent()).endsWith("ok");
    assertThat(rig.client().channel().isOpen()).isFalse();
  }

  @Test
  void answersARequestThatAClientBrokeOffBehindAnother() {
    rig.client().receive(REQUEST + "GET");
    rig.client().receiveEnd();

    rig.answer();

    assertThat(rig.client().sent()).contains("okHTTP/1.1 400 ");
    assertThat(rig.client().channel().isOpen()).isFalse();
  }

  @Test
  void takesAnEndOverIntoATunnel() {
    rig.client().receive(REQUEST + "CONNECT b:443 HTTP/1.1\r\nHost: b\r\n\r\nearly");
    rig.client().receiveEnd();

    rig.answer();

    assertThat(rig.target().sent()).isEqualTo("early|");
  }

  @Test
  void answersThousandsThatComeInOneRead() {
    rig.refuseAll();

    rig.client().receive(REQUEST.repeat(5_000));

    assertThat(rig.outcomes()).hasSize(5_000);
    assertThat(rig.client().sent().split("HTTP/1.1 403 Forbidden", -1)).hasSize(5_001);
    assertThat(rig.client().channel().isOpen()).isTrue();
  }

  @Test
  void refusesWhatIsNoRequestBehindOthers() {
    rig.client().receive(REQUEST + "\0");
    rig.answer();

    assertThat(rig.client().sent()).contains("okHTTP/1.1 400 ").endsWith("|");
  }

  @Test
  void leavesNoTimerBehind() {
    rig.client().channel().close();
    rig.client().channel().runPendingTasks();

    assertThat(rig.client().channel().hasPendingTasks()).isFalse();
  }
}
