package io.github.httptunnel.relay;

import java.time.Duration;

/**
 * What all relays have carried since the start, those that are not over included.
 *
 * @param upstreamBytes payload from clients to targets
 * @param downstreamBytes payload from targets to clients
 * @param upstreamThrottled how long directions to targets were held back, all added up; counted
 *     when one may go on
 * @param downstreamThrottled how long directions to clients were held back
 */
public record TrafficStats(
    long upstreamBytes,
    long downstreamBytes,
    Duration upstreamThrottled,
    Duration downstreamThrottled) {

  static final TrafficStats NONE = new TrafficStats(0, 0, Duration.ZERO, Duration.ZERO);

  TrafficStats plus(TrafficStats other) {
    return new TrafficStats(
        upstreamBytes + other.upstreamBytes,
        downstreamBytes + other.downstreamBytes,
        upstreamThrottled.plus(other.upstreamThrottled),
        downstreamThrottled.plus(other.downstreamThrottled));
  }
}
