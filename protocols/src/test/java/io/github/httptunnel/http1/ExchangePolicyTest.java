package io.github.httptunnel.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.httptunnel.http1.ExchangePolicy.Pseudonym;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExchangePolicyTest {

  private static final Duration ONE = Duration.ofNanos(1);

  @Test
  void shipsWithItsLimits() {
    assertThat(ExchangePolicy.defaults())
        .isEqualTo(
            new ExchangePolicy(
                new Pseudonym.Random(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                4,
                Duration.ofSeconds(15),
                false));
  }

  @Test
  void takesTheSmallestLimits() {
    ExchangePolicy policy = new ExchangePolicy(null, ONE, ONE, ONE, 0, ONE, false);

    assertThat(policy.targetConnections()).isZero();
    assertThat(policy.responseTimeout()).isEqualTo(ONE);
  }

  @Test
  void takesRequestsWithoutTimeouts() {
    assertThat(new ExchangePolicy(null, null, null, ONE, 0, ONE, false).bodyTimeout()).isNull();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void refusesTimesThatAreNotPositive(long nanos) {
    Duration bad = Duration.ofNanos(nanos);

    assertRefused(
        () -> new ExchangePolicy(null, bad, ONE, ONE, 0, ONE, false), "response_timeout", bad);
    assertRefused(
        () -> new ExchangePolicy(null, ONE, bad, ONE, 0, ONE, false), "body_timeout", bad);
    assertRefused(
        () -> new ExchangePolicy(null, ONE, ONE, bad, 0, ONE, false), "keep_alive_timeout", bad);
    assertRefused(
        () -> new ExchangePolicy(null, ONE, ONE, ONE, 0, bad, false), "target_idle_timeout", bad);
  }

  @Test
  void refusesANegativeNumberOfConnections() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ExchangePolicy(null, ONE, ONE, ONE, -1, ONE, false))
        .withMessage("target_connections: -1 (expected: zero or more)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "proxy-1.example", "!#$%&'*+-.^_`|~"})
  void takesATokenForAPseudonym(String token) {
    assertThat(new Pseudonym.Named(token).token()).isEqualTo(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a,b", "a/b", "(a)", "caf\u00e9", "a\r\nb"})
  void refusesAPseudonymThatIsNoToken(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Pseudonym.Named(text))
        .withMessageStartingWith("'" + text + "' is not a token (expected: ");
  }

  private static void assertRefused(Runnable attempt, String name, Duration value) {
    assertThatIllegalArgumentException()
        .isThrownBy(attempt::run)
        .withMessage(name + ": " + value + " (expected: above zero)");
  }
}
