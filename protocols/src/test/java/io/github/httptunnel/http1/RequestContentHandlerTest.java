package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Side;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RequestContentHandlerTest {

  private final ExchangeRig rig = new ExchangeRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void passesContentOnAsItComes() {
    rig.post("01");
    rig.client().receive("2345");
    assertThat(rig.target().sent()).endsWith("\r\nContent-Length: 10\r\n\r\n012345");

    rig.client().receive("6789");
    assertThat(rig.target().sent()).isEqualTo("6789");
  }

  @Test
  void keepsWhatComesWhileItConnects() {
    rig.dialSlowly();
    rig.post("01");
    rig.client().receive("23");

    rig.connect();

    assertThat(rig.target().sent()).endsWith("\r\n\r\n0123");
  }

  @Test
  void takesNoMoreThanOneReadWhileItConnects() {
    rig.dialSlowly();
    rig.post("01");
    int before = rig.client().reads();

    rig.client().receive("23");

    assertThat(rig.client().reads()).isEqualTo(before);
  }

  @Test
  void readsNothingBehindARequestThatHasNoAnswer() {
    rig.post("0123456789");
    int before = rig.client().reads();

    rig.client().receive("GET");

    assertThat(rig.client().reads()).isEqualTo(before);
    assertThat(rig.target().sent()).doesNotContain("GET");
  }

  @Test
  void refusesChunksThatBreakTheRules() {
    chunked("2\r\nok\r\n");

    rig.client().receive("x\r\n");

    assertRefused("malformed_framing", Phase.RELAY);
  }

  @Test
  void refusesChunksThatBreakTheRulesFromTheStart() {
    chunked("x\r\n");

    assertRefused("malformed_framing", Phase.ACCEPT);
  }

  @Test
  void breaksAnAnswerOffWhoseRequestBreaksTheRules() {
    chunked("2\r\nok\r\n");
    rig.target().receive("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");

    rig.client().receive("x\r\n");

    assertThat(rig.outcomes())
        .containsExactly(new Outcome.Closed(CloseReason.MALFORMED, Side.CLIENT));
    assertThat(rig.target().channel().isOpen()).isFalse();
  }

  @Test
  void refusesAClientThatEndsInTheMiddleOfItsContent() {
    rig.post("01234");

    rig.client().receiveEnd();

    assertRefused("malformed_incomplete", Phase.RELAY);
    assertThat(rig.client().channel().isOpen()).isFalse();
  }

  @Test
  void refusesAClientThatEndsInTheMiddleOfItsContentWhileItConnects() {
    rig.dialSlowly();
    rig.post("01234");
    rig.client().receiveEnd();

    rig.connect();

    assertRefused("malformed_incomplete", Phase.ACCEPT);
  }

  @Test
  void passesWholeContentOnOfAClientThatEndsWhileItConnects() {
    rig.dialSlowly();
    rig.post("0123456789");
    rig.client().receiveEnd();

    rig.connect();
    assertThat(rig.target().sent()).endsWith("\r\n\r\n0123456789");

    rig.answer();
    assertThat(rig.client().sent()).endsWith("ok");
    assertThat(rig.client().channel().isOpen()).isFalse();
  }

  @Test
  void takesAResetForOne() {
    rig.post("01234");

    rig.client().channel().pipeline().fireExceptionCaught(new IOException("reset"));

    assertThat(rig.outcomes()).containsExactly(new Outcome.Closed(CloseReason.RESET, Side.CLIENT));
    assertThat(rig.target().channel().isOpen()).isFalse();
  }

  @Test
  void abandonsADialWhenItsClientResets() {
    rig.dialSlowly();
    rig.post("01234");

    rig.client().channel().pipeline().fireExceptionCaught(new IOException("reset"));
    rig.client().channel().runPendingTasks();

    assertThat(rig.outcomes()).containsExactly(new Outcome.Abandoned(Phase.CONNECT));
  }

  @Test
  void passesEarlyBytesAndAnEndOnBehindAChangeToAWebSocket() {
    rig.client()
        .receive(
            "GET http://a/ HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "\r\nearly");
    rig.client().receiveEnd();
    rig.target().sent();

    rig.target().receive("HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");

    assertThat(rig.target().sent()).isEqualTo("early|");
  }

  private void chunked(String content) {
    rig.client()
        .receive(
            "POST http://a/ HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + content);
  }

  private void assertRefused(String code, Phase phase) {
    rig.client().channel().runPendingTasks();
    assertThat(rig.outcomes()).hasSize(1);
    Outcome.Refused outcome = (Outcome.Refused) rig.outcomes().getFirst();
    assertThat(outcome.refusal().code()).isEqualTo(code);
    assertThat(outcome.phase()).isEqualTo(phase);
    assertThat(rig.client().sent()).contains("HTTP/1.1 400 ", "\r\nConnection: close\r\n");
    assertThat(rig.target().channel().isOpen()).isFalse();
  }
}
