package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Drain;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ExchangeTest {

  private static final Outcome CLEAN = new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT);
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  private final ExchangeRig rig = new ExchangeRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void carriesARequestAndItsResponse() {
    rig.get("a.example");
    assertThat(rig.target().sent()).isEqualTo("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");

    rig.answer();
    assertThat(rig.client().sent()).isEqualTo(OK);
    assertThat(rig.outcomes()).containsExactly(CLEAN);
  }

  @Test
  void sendsFurtherRequestsToTheSameTargetOverItsConnection() {
    rig.asked();
    rig.answer();

    rig.asked();
    rig.answer();

    assertThat(rig.dials()).isEqualTo(1);
    assertThat(rig.client().sent()).isEqualTo(OK + OK);
    assertThat(rig.outcomes()).containsExactly(CLEAN, CLEAN);
  }

  @Test
  void sendsARequestForAnotherTargetThere() {
    rig.asked();
    rig.answer();

    rig.get("b.example");

    assertThat(rig.dials()).isEqualTo(2);
    assertThat(rig.target(0).sent()).isEmpty();
    assertThat(rig.target(1).sent()).contains("\r\nHost: b.example\r\n");
  }

  @Test
  void answersPipelinedRequestsInTheirOrder() {
    String request = "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n";
    rig.client().receive(request + request + request);

    for (int i = 0; i < 3; i++) {
      assertThat(rig.target().sent()).startsWith("GET / ").containsOnlyOnce("GET");
      rig.answer();
    }

    assertThat(rig.client().sent()).isEqualTo(OK + OK + OK);
    assertThat(rig.dials()).isEqualTo(1);
  }

  @Test
  void sendsARequestWithContentOverANewConnectionOnly() {
    rig.asked();
    rig.answer();

    rig.post("0123456789");

    assertThat(rig.dials()).isEqualTo(2);
    assertThat(rig.target(1).sent()).endsWith("\r\n\r\n0123456789");
  }

  @Test
  void closesTheConnectionOfAClientThatWantsNoOther() {
    rig.client().receive("GET http://a/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(rig.target().sent()).contains("\r\nConnection: close\r\n");

    rig.answer();

    assertThat(rig.client().sent()).contains("\r\nConnection: close\r\n").endsWith("\r\n\r\nok|");
    assertThat(rig.target().channel().isOpen()).isFalse();
  }

  @Test
  void closesTheConnectionOfAClientThatSpeaksHttp10() {
    rig.client().receive("GET http://a/ HTTP/1.0\r\n\r\n");

    rig.target()
        .receive("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");

    assertThat(rig.client().sent()).isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok|");
  }

  @Test
  void keepsTheClientWhenTheTargetWantsNoOther() {
    rig.asked();
    rig.target().receive("HTTP/1.1 204 x\r\nConnection: close\r\n\r\n");

    assertThat(rig.target().channel().isOpen()).isFalse();
    rig.asked();
    assertThat(rig.dials()).isEqualTo(2);
  }

  @Test
  void dialsAgainWhenAKeptConnectionTurnsOutDead() {
    rig.asked();
    rig.answer();
    rig.asked();

    rig.target(0).receiveEnd();

    assertThat(rig.dials()).isEqualTo(2);
    assertThat(rig.target(1).sent()).isEqualTo("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n");
    rig.answer();
    assertThat(rig.client().sent()).isEqualTo(OK + OK);
    assertThat(rig.outcomes()).containsExactly(CLEAN, CLEAN);
  }

  @Test
  void dialsAgainOnlyOnce() {
    rig.asked();
    rig.answer();
    rig.asked();
    rig.target(0).receiveEnd();

    rig.target(1).receiveEnd();

    assertThat(rig.dials()).isEqualTo(2);
    assertThat(rig.client().sent()).contains("HTTP/1.1 502 ");
  }

  @Test
  void doesNotUseAKeptConnectionThatHasEnded() {
    rig.asked();
    rig.answer();

    rig.target(0).receiveEnd();
    rig.asked();

    assertThat(rig.dials()).isEqualTo(2);
  }

  @Test
  void closesAllItsTargetsWithTheClient() {
    rig.asked();
    rig.answer();

    rig.client().channel().close();

    assertThat(rig.target().channel().isOpen()).isFalse();
  }

  @Test
  void keepsTheConnectionAfterARefusal() {
    rig.refuseAll();
    rig.get("a.example");
    assertThat(rig.client().sent()).startsWith("HTTP/1.1 403 ").doesNotContain("Connection:");

    rig.get("a.example");
    assertThat(rig.client().sent()).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void refusesARequestForAHeadWithoutABody() {
    rig.refuseAll();

    rig.client().receive("HEAD http://a/ HTTP/1.1\r\nHost: a\r\n\r\n");

    assertThat(rig.client().sent()).startsWith("HTTP/1.1 403 ").endsWith("\r\n\r\n");
  }

  @Test
  void closesTheConnectionAfterARefusalInTheMiddleOfContent() {
    rig.refuseAll();

    rig.post("01234");

    assertThat(rig.client().sent()).contains("\r\nConnection: close\r\n").endsWith("|");
  }

  @Test
  void answersWhatIsUnderWayWhenItDrainsAndThenCloses() {
    rig.asked();
    rig.client().channel().pipeline().fireUserEventTriggered(Drain.INSTANCE);

    rig.answer();

    assertThat(rig.client().sent()).contains("\r\nConnection: close\r\n").endsWith("ok|");
  }

  @Test
  void callsTheDialOffWhenTheClientLeaves() {
    rig.dialSlowly();
    rig.get("a.example");

    rig.client().channel().close();
    rig.client().channel().runPendingTasks();

    assertThat(rig.outcomes()).containsExactly(new Outcome.Abandoned(Phase.CONNECT));
  }

  @Test
  void closesAfterTheLastAnswerToAClientThatHasFinishedSending() {
    rig.dialSlowly();
    rig.get("a.example");
    rig.client().receiveEnd();
    rig.connect();

    rig.answer();

    assertThat(rig.client().sent()).isEqualTo(OK);
    assertThat(rig.client().channel().isOpen()).isFalse();
  }

  @Test
  void tunnelsAfterExchangesAndLetsGoOfTheirTargets() {
    rig.asked();
    rig.answer();
    rig.client().sent();

    rig.client().receive("CONNECT b:443 HTTP/1.1\r\nHost: b\r\n\r\nearly");

    assertThat(rig.target(0).channel().isOpen()).isFalse();
    assertThat(rig.client().sent()).startsWith("HTTP/1.1 200 Connection established\r\n");
    assertThat(rig.target(1).sent()).isEqualTo("early");
  }
}
