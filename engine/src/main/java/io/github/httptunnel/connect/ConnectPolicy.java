package io.github.httptunnel.connect;

import java.time.Duration;

/**
 * How long reaching a target may take.
 *
 * @param connectTimeout for looking the name up and connecting, together
 * @param dnsTimeout for looking the name up; never longer than {@code connectTimeout}
 * @param attemptDelay between the starts of two attempts (RFC 8305 §5)
 */
public record ConnectPolicy(Duration connectTimeout, Duration dnsTimeout, Duration attemptDelay) {

  /** Checks that every value is positive and clips the look-up to the whole. */
  public ConnectPolicy {
    if (!connectTimeout.isPositive() || !dnsTimeout.isPositive() || !attemptDelay.isPositive()) {
      throw new IllegalArgumentException("connect_timeout: must be above zero");
    }
    dnsTimeout = dnsTimeout.compareTo(connectTimeout) < 0 ? dnsTimeout : connectTimeout;
  }

  /** The defaults of RFC 8305, and four seconds for DNS, within {@code connectTimeout}. */
  public static ConnectPolicy within(Duration connectTimeout) {
    return new ConnectPolicy(connectTimeout, Duration.ofSeconds(4), Duration.ofMillis(250));
  }
}
