package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import java.util.Map;

/**
 * The limits of clients and users in numbers, at one moment: for metrics. Names nobody.
 *
 * @param refused how often each limit refused a connection or a request, since the start
 * @param handshakes connections whose first request has not come yet
 * @param handshakesRefused connections that were refused for too many of those, since the start
 * @param clients how many clients are known; those that have nothing are forgotten in time
 * @param users the same of users
 * @param shared how often a client or user had to share its count with others, as there were too
 *     many, since the start
 * @param surplusReleases how often something was given back twice; anything but zero is a fault of
 *     this program
 */
public record LimitCounts(
    Map<Measure, Long> refused,
    int handshakes,
    long handshakesRefused,
    int clients,
    int users,
    long shared,
    long surplusReleases) {

  /** Copies the map. */
  public LimitCounts {
    refused = Map.copyOf(refused);
  }
}
