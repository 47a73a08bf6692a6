package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Inbound;
import io.github.httptunnel.tunnel.Authenticator.Verdict;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.Unauthenticated.Lack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens while it is not known who asks, or when that cannot be found out. */
final class LoginWaitTest {

  private final LoginRig rig = new LoginRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void readsNothingWhileItIsNotKnownWhoAsks() {
    rig.judging(null).install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.connect(LoginRig.PASSWORD));

    assertThat(rig.wire().reads()).isEqualTo(1);
    assertThat(rig.sink().opened()).isEmpty();
  }

  @Test
  void keepsWhatCameMeanwhileForTheTunnel() {
    rig.judging(null).install(Http1Answers.STANDARD);
    rig.wire().receive(LoginRig.connect(LoginRig.PASSWORD) + "early ");
    rig.wire().receive("data");

    rig.decide(LoginRig.USER);
    Inbound relay = new Inbound();
    rig.wire().channel().pipeline().addLast(relay);
    rig.sink().opened().getFirst().accept();

    assertThat(relay.seen()).isEqualTo("early data");
  }

  @Test
  void servesAClientThatHasFinishedSendingMeanwhile() {
    rig.judging(null).install(Http1Answers.STANDARD);
    rig.wire().receive(LoginRig.connect(LoginRig.PASSWORD) + "early");
    rig.wire().receiveEnd();

    rig.decide(LoginRig.USER);
    Inbound relay = new Inbound();
    rig.wire().channel().pipeline().addLast(relay);
    rig.sink().opened().getFirst().accept();

    assertThat(relay.seen()).isEqualTo("early|");
  }

  @Test
  void noticesThatTheClientHasLeftMeanwhile() {
    rig.judging(null).install(Http1Answers.STANDARD);
    rig.wire().receive(LoginRig.connect(LoginRig.PASSWORD));

    rig.wire().channel().close();
    rig.decide(LoginRig.USER);

    assertThat(rig.sink().opened()).isEmpty();
    assertThat(rig.sink().failures()).containsExactly(new Outcome.Abandoned(Phase.NEGOTIATE));
  }

  @Test
  void saysThatItIsBusyWhenItTakesTooLong() {
    rig.judging(null).install(Http1Answers.STANDARD);
    rig.wire().receive(LoginRig.connect(LoginRig.PASSWORD));

    rig.wire().advanceMillis(10_000);
    rig.decide(LoginRig.USER);

    assertThat(rig.wire().sent()).startsWith("HTTP/1.1 503 ");
    assertThat(rig.sink().opened()).isEmpty();
    assertThat(rig.sink().failures())
        .containsExactly(LoginRig.refused(new Overloaded(Overloaded.Resource.LOGINS)));
  }

  @Test
  void saysThatTooManyWait() {
    rig.judging(new Verdict.Busy()).install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.connect(LoginRig.PASSWORD));

    assertThat(rig.wire().sent()).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: 1\r\n");
  }

  @Test
  void saysThatTooMuchWasWrong() {
    rig.judging(new Verdict.Guessing()).install(Http1Answers.STANDARD);

    rig.wire().receive(LoginRig.connect(LoginRig.PASSWORD));

    assertThat(rig.wire().sent()).startsWith("HTTP/1.1 429 ").contains("\r\nRetry-After: 5\r\n");
    assertThat(rig.sink().failures()).containsExactly(LoginRig.refused(Lack.GUESSING));
  }
}
