package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.BadAnswer;
import io.github.httptunnel.tunnel.Side;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that asks to go on as a WebSocket, and others that do not. */
final class WebSocketTest {

  private final ExchangeRig rig = new ExchangeRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void changesToAWebSocketOnBothSides() {
    websocket();

    rig.target()
        .receive(
            "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello");
    rig.client().receive("bytes\0");
    rig.target().receive("GET");

    assertThat(rig.client().sent()).endsWith("\r\nUpgrade: websocket\r\n\r\nhelloGET");
    assertThat(rig.target().sent()).endsWith("\r\n\r\nbytes\0");
    assertThat(rig.client().channel().pipeline().get(RequestContentHandler.class)).isNull();
    assertThat(rig.target().channel().pipeline().get(ResponseHandler.class)).isNull();
  }

  @Test
  void carriesTheEndsOfAWebSocketAsThoseOfATunnel() {
    websocket();
    rig.target().receive("HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");

    rig.client().receiveEnd();
    rig.target().receiveEnd();

    assertThat(rig.outcomes())
        .containsExactly(new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT));
  }

  @Test
  void passesAnAnswerOnThatChangesToNoWebSocket() {
    websocket();

    rig.answer();

    assertThat(rig.client().sent()).endsWith("ok");
    assertThat(rig.client().channel().isOpen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Connection: Upgrade\r\nUpgrade: h2c\r\n", "", "Upgrade: websocket\r\n"})
  void refusesAChangeToAnotherProtocol(String fields) {
    websocket();

    rig.target().receive("HTTP/1.1 101 x\r\n" + fields + "\r\n");

    assertRefused();
  }

  @Test
  void refusesAChangeThatNobodyAskedFor() {
    rig.asked();

    rig.target().receive("HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");

    assertRefused();
  }

  private void websocket() {
    rig.client()
        .receive(
            "GET http://a/ HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
  }

  private void assertRefused() {
    rig.client().channel().runPendingTasks();
    assertThat(rig.outcomes())
        .containsExactly(new Outcome.Refused(new BadAnswer(BadAnswer.Fault.UPGRADE), Phase.RELAY));
    assertThat(rig.client().sent()).contains("HTTP/1.1 502 Bad Gateway\r\n");
    assertThat(rig.target().channel().isOpen()).isFalse();
  }
}
