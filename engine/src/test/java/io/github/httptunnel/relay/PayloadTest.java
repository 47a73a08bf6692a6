package io.github.httptunnel.relay;

import static io.github.httptunnel.relay.RelayParts.OFF;
import static io.github.httptunnel.relay.RelayParts.payload;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PayloadTest {

  @Test
  void letsGoUpToTheLimitAndNotOneByteMore() {
    Payload payload = new Payload(new RelayRules(payload(100), OFF));
    assertThat(payload.within(99)).isEqualTo(99);
    assertThat(payload.within(100)).isEqualTo(100);
    assertThat(payload.within(101)).isEqualTo(100);
  }

  @Test
  void isSpentAtTheLimit() {
    Payload payload = new Payload(new RelayRules(payload(100), OFF));
    payload.spend(99);
    assertThat(payload.isSpent()).isFalse();
    payload.spend(1);
    assertThat(payload.isSpent()).isTrue();
    assertThat(payload.within(1)).isZero();
  }

  @Test
  void takesTheSmallerOfTheTwoDirectionsLimits() {
    assertThat(new Payload(new RelayRules(payload(100), payload(30))).within(1000)).isEqualTo(30);
    assertThat(new Payload(new RelayRules(payload(7), payload(30))).within(1000)).isEqualTo(7);
  }

  @Test
  void isNeverSpentWithoutALimit() {
    Payload payload = new Payload(new RelayRules(OFF, OFF));
    payload.spend(Integer.MAX_VALUE);
    assertThat(payload.within(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
  }
}
