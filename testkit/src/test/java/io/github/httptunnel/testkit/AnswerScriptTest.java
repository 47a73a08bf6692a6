package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerScriptTest {

  private static final Duration MOMENT = Duration.ofMillis(10);

  @Test
  void writesAllThatIsText() {
    try (ScriptedPeer peer =
            AnswerScript.start(
                List.of(
                    new InputPart.Text("a"),
                    new InputPart.Repeat("bc", 2),
                    new InputPart.ByteByByte("de", MOMENT),
                    new InputPart.Drip("f", MOMENT, MOMENT.multipliedBy(3)),
                    new InputPart.Delay(MOMENT),
                    new InputPart.ReadNothing(MOMENT)));
        RawClient client = RawClient.connect(peer.address())) {
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEqualTo("abcbcdefff");
    }
  }

  @Test
  void answersWhatItHasRead() {
    try (ScriptedPeer peer =
            AnswerScript.start(
                List.of(
                    new InputPart.Read(1),
                    new InputPart.ReadHead(),
                    new InputPart.Text("yes"),
                    new InputPart.HalfClose(),
                    new InputPart.ReadToEnd(),
                    new InputPart.Close()));
        RawClient client = RawClient.connect(peer.address())) {
      client.send("xhead\r\n\r\n");
      assertThat(client.readToEnd().endedBy(Ending.FIN).text()).isEqualTo("yes");
      client.send("more");
      client.halfClose();
      peer.awaitBytesReceived(13);
    }
  }

  @Test
  void resetsWhenToldTo() {
    try (ScriptedPeer peer =
            AnswerScript.start(List.of(new InputPart.Read(1), new InputPart.Reset()));
        RawClient client = RawClient.connect(peer.address())) {
      client.send("x");
      assertThat(client.readToEnd().ending()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void refusesProse() {
    assertThatThrownBy(() -> AnswerScript.start(List.of(new InputPart.Unplayable("a storm"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a storm");
  }
}
