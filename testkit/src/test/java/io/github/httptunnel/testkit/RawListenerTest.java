package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RawListenerTest {

  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void handsOutTheOtherEndOfAConnection() {
    try (RawListener listener = RawListener.open(LONG);
        RawClient client = RawClient.connect(listener.address());
        RawClient accepted = listener.accept()) {
      client.send("ping");
      assertThat(accepted.readExactly(4)).isEqualTo("ping");
      accepted.send("pong");
      accepted.halfClose();
      assertThat(client.readToEnd()).isEqualTo(new Received("pong", Ending.FIN));
    }
  }

  @Test
  void tellsHowTheClientEnded() {
    try (RawListener listener = RawListener.open(LONG);
        RawClient client = RawClient.connect(listener.address());
        RawClient accepted = listener.accept()) {
      client.reset();
      assertThat(accepted.readToEnd().ending()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  void doesNotWaitLongerThanItsDeadline() {
    try (RawListener listener = RawListener.open(SOON)) {
      assertThatThrownBy(listener::accept).isInstanceOf(UncheckedIOException.class);
    }
  }
}
