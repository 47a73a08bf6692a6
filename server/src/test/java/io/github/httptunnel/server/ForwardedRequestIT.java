package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.Received;
import io.github.httptunnel.testkit.RecorderPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every byte that a target and a client get from each other through the proxy (RFC 9112 §3.2.2 and
 * §6, RFC 9110 §7.6).
 */
class ForwardedRequestIT {

  /** Long enough that what must not follow would have. */
  private static final Duration MOMENT = Duration.ofMillis(50);

  static List<ForwardedMessage> messages() {
    return ForwardedMessage.read(Path.of("src/test/resources/forwarded-messages.json"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("messages")
  void reachesBothSidesByteForByte(ForwardedMessage any) {
    try (RecorderPeer target = any.target();
        RunningServer server = RunningServer.start(Configs.via("proxy"));
        RawClient client = server.connect()) {
      ForwardedMessage message = any.at(target.authority());
      client.send(message.sent());
      String received = message.receivedBy(client);
      assertThat(target.received()).containsExactly(message.forwarded());
      assertThat(received).isEqualTo(message.received());
      Received more = client.readFor(MOMENT);
      assertThat(more.text()).isEmpty();
      assertThat(more.ending()).isEqualTo(message.ending());
      server.awaitEnd();
    }
  }
}
