package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExchangeClockTest {

  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private ExchangeRig rig = new ExchangeRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void waitsForAResponseUntilItsTimeout() {
    rig.asked();

    rig.advanceMillis(59_999);
    assertThat(rig.outcomes()).isEmpty();

    rig.advanceMillis(1);
    assertTimedOut(TimedOut.Wait.RESPONSE);
    assertThat(rig.client().sent()).startsWith("HTTP/1.1 504 ").doesNotContain("Connection:");
  }

  @Test
  void countsFromTheEndOfTheRequest() {
    rig.post("01234");
    rig.advanceMillis(9_000);
    rig.client().receive("56789");

    rig.advanceMillis(59_999);
    assertThat(rig.outcomes()).isEmpty();

    rig.advanceMillis(1);
    assertTimedOut(TimedOut.Wait.RESPONSE);
  }

  @Test
  void doesNotTakeAnInterimResponseForTheAnswer() {
    rig.asked();
    rig.advanceMillis(59_999);
    rig.target().receive(CONTINUE);

    rig.advanceMillis(1);

    assertTimedOut(TimedOut.Wait.RESPONSE);
  }

  @Test
  void waitsForNothingOnceTheResponseHasBegun() {
    rig.asked();
    rig.target().receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");

    rig.advanceMillis(120_000);

    assertThat(rig.outcomes()).isEmpty();
  }

  @Test
  void waitsForNoResponseThatHasBegunBeforeTheRequestWasOver() {
    rig.post("01234");
    rig.target().receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
    rig.client().receive("56789");

    rig.advanceMillis(120_000);
    assertThat(rig.outcomes()).isEmpty();

    rig.target().receive("ok");
    assertThat(rig.client().sent()).endsWith("ok|");
  }

  @Test
  void waitsForContentUntilItsTimeout() {
    rig.client().receive(head(100_000) + "x".repeat(50_000));

    rig.advanceMillis(29_999);
    assertThat(rig.outcomes()).isEmpty();

    rig.advanceMillis(1);
    assertTimedOut(TimedOut.Wait.BODY);
    assertThat(rig.client().sent()).contains("HTTP/1.1 408 ").endsWith("|");
  }

  @Test
  void startsAgainWithEachPieceOfContent() {
    rig.client().receive(head(100_000) + "x".repeat(50_000));
    rig.advanceMillis(29_000);
    rig.client().receive("5");

    rig.advanceMillis(29_999);
    assertThat(rig.outcomes()).isEmpty();

    rig.advanceMillis(1);
    assertTimedOut(TimedOut.Wait.BODY);
  }

  @Test
  void refusesContentThatComesTooSlowlyOnAverage() {
    rig.client().receive(head(100_000));
    for (int second = 1; second <= 10; second++) {
      assertThat(rig.outcomes()).isEmpty();
      rig.client().receive("x".repeat(239));
      rig.advanceMillis(1_000);
    }

    assertTimedOut(TimedOut.Wait.BODY);
  }

  @Test
  void takesContentThatComesJustFastEnough() {
    rig.client().receive(head(100_000));
    for (int second = 1; second <= 120; second++) {
      rig.client().receive("x".repeat(241));
      rig.advanceMillis(1_000);
    }

    assertThat(rig.outcomes()).isEmpty();
  }

  @Test
  void givesContentThatCameEarlyItsTime() {
    rig.client().receive(head(100_000) + "x".repeat(240 * 20));
    rig.advanceMillis(19_000);
    rig.client().receive("x");
    rig.advanceMillis(1_900);
    assertThat(rig.outcomes()).isEmpty();

    rig.advanceMillis(200);
    assertTimedOut(TimedOut.Wait.BODY);
  }

  @Test
  void breaksAnAnswerOffWhoseRequestStops() {
    rig.post("01234");
    rig.target().receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");

    rig.advanceMillis(30_000);

    assertThat(rig.outcomes())
        .containsExactly(new Outcome.Closed(CloseReason.INCOMPLETE, Side.CLIENT));
    assertThat(rig.client().channel().isOpen()).isFalse();
  }

  @Test
  void doesNotBlameAClientThatIsNotRead() {
    rig.post("01234");
    rig.target().channel().unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    rig.client().receive("5");

    rig.advanceMillis(60_000);
    assertThat(rig.outcomes()).isEmpty();

    rig.target().channel().unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    rig.target().channel().runPendingTasks();
    rig.advanceMillis(9_999);
    assertThat(rig.outcomes()).isEmpty();
  }

  @Test
  void waitsForEverIfToldSo() {
    rig.close();
    rig = new ExchangeRig(Http1Answers.STANDARD, ExchangeRig.policy(null, null));
    rig.post("01234");
    rig.advanceMillis(100_000);
    rig.client().receive("56789");
    rig.advanceMillis(100_000);

    assertThat(rig.outcomes()).isEmpty();
  }

  @Test
  void answersAClientThatWaitsWhenNothingHasMovedForTooLong() {
    rig.close();
    rig = new ExchangeRig(Http1Answers.STANDARD, ExchangeRig.policy(null, null));
    rig.asked();
    rig.advanceMillis(300_000);

    assertTimedOut(TimedOut.Wait.RESPONSE);
    assertThat(rig.client().sent()).startsWith("HTTP/1.1 504 ");
  }

  @Test
  void answersAClientWhoseContentStopsWhenNothingHasMovedForTooLong() {
    rig.close();
    rig = new ExchangeRig(Http1Answers.STANDARD, ExchangeRig.policy(null, null));
    rig.post("01234");
    rig.advanceMillis(300_000);

    assertTimedOut(TimedOut.Wait.BODY);
    assertThat(rig.client().sent()).contains("HTTP/1.1 408 ");
  }

  @Test
  void breaksAnAnswerOffInWhichNothingMoves() {
    rig.close();
    rig = new ExchangeRig(Http1Answers.STANDARD, ExchangeRig.policy(null, null));
    rig.asked();
    rig.target().receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no");
    rig.advanceMillis(300_000);

    assertThat(rig.outcomes())
        .containsExactly(new Outcome.Closed(CloseReason.IDLE_TIMEOUT, Side.PROXY));
  }

  @Test
  void saysGoOnForATargetThatDoesNotSayIt() {
    expecting();

    rig.advanceMillis(999);
    assertThat(rig.client().sent()).isEmpty();

    rig.advanceMillis(1);
    assertThat(rig.client().sent()).isEqualTo(CONTINUE);
  }

  @Test
  void saysGoOnOnlyIfTheTargetHasNot() {
    expecting();
    rig.target().receive(CONTINUE);

    rig.advanceMillis(1_000);

    assertThat(rig.client().sent()).isEqualTo(CONTINUE);
  }

  @Test
  void saysGoOnNoMoreWhenThereIsAnAnswer() {
    expecting();
    rig.target().receive("HTTP/1.1 417 No\r\nContent-Length: 2\r\n\r\n");

    rig.advanceMillis(1_000);

    assertThat(rig.client().sent()).startsWith("HTTP/1.1 417 ").doesNotContain("100 Continue");
  }

  @Test
  void saysGoOnNoMoreWhenTheContentHasCome() {
    expecting();
    rig.client().receive("0123456789");

    rig.advanceMillis(1_000);

    assertThat(rig.client().sent()).isEmpty();
  }

  @Test
  void saysGoOnToNobodyWhoDoesNotAsk() {
    rig.post("");

    rig.advanceMillis(1_000);

    assertThat(rig.client().sent()).isEmpty();
  }

  @Test
  void leavesNoTimerBehind() {
    rig.asked();
    rig.client().channel().close();
    rig.client().channel().runPendingTasks();
    rig.advanceMillis(2_000);

    assertThat(rig.client().channel().hasPendingTasks()).isFalse();
  }

  private static String head(int content) {
    return "POST http://a.example/ HTTP/1.1\r\nHost: a\r\nContent-Length: " + content + "\r\n\r\n";
  }

  private void expecting() {
    rig.client()
        .receive(
            Heads.lines(
                "PUT http://a/ HTTP/1.1",
                "Host: a",
                "Expect: 100-continue",
                "Content-Length: 10",
                ""));
  }

  private void assertTimedOut(TimedOut.Wait wait) {
    assertThat(rig.outcomes())
        .containsExactly(new Outcome.Refused(new TimedOut(wait), Phase.RELAY));
    assertThat(rig.target().channel().isOpen()).isFalse();
  }
}
