package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.answer.Wire;
import io.github.httptunnel.fixed.FixedTargetNegotiator;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import io.github.httptunnel.tunnel.Target;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that is told no before anything of it was read. */
final class TurnedAwayClientTest {

  private static final Refusal REFUSAL = new OverLimit(Measure.RATE);

  private final Wire wire = new Wire();
  private final EmbeddedChannel channel = wire.channel();

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void isToldWhyAndWhenToComeAgain() {
    turnAway(http(Http1Answers.STANDARD));

    assertThat(wire.sent())
        .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
        .contains("\r\nRetry-After: 1\r\n", "\r\nConnection: close\r\n")
        .endsWith("Try again later.\n|");
    assertThat(channel.isOpen()).isTrue();
  }

  @Test
  void isNotHeardWhateverItSends() {
    turnAway(http(Http1Answers.STANDARD));
    wire.sent();

    wire.receive("CONNECT a.example:443 HTTP/1.1\r\nHost: a\r\n\r\n");
    wire.receiveEnd();

    assertThat(wire.sent()).isEmpty();
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void getsTheOriginalsBytesWhereThoseAreWanted() {
    turnAway(http(Http1Answers.LEGACY));

    assertThat(wire.sent()).isEqualTo("HTTP/1.1 429 TOO_MANY_REQUESTS\r\n\r\n|");
  }

  @Test
  void isResetWhereThereAreNoWords() {
    turnAway(new FixedTargetNegotiator(new Target(new Host.Name("a.example"), 443)));

    assertThat(wire.sent()).isEmpty();
    assertThat(channel.isOpen()).isFalse();
  }

  private void turnAway(Negotiator negotiator) {
    negotiator.turnAway(channel, REFUSAL);
    channel.runPendingTasks();
  }

  private static Negotiator http(Http1Answers answers) {
    return new Http1Negotiator(Duration.ofSeconds(10), answers, ExchangePolicy.defaults());
  }
}
