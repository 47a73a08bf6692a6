package io.github.httptunnel.server.api;

import org.jspecify.annotations.Nullable;

/**
 * What plots are made of, as it is at one moment.
 *
 * @param downstreamBytes to clients since the start
 * @param upstreamBytes to targets since the start
 * @param tunnels requests and tunnels under way
 * @param requests that came since the start, connections that were turned away included
 * @param refused of them
 * @param connect how long connecting took of late; absent if nobody connected
 * @param handshake how long TLS handshakes took of late; absent if there were none
 */
record Moment(
    long downstreamBytes,
    long upstreamBytes,
    int tunnels,
    long requests,
    long refused,
    @Nullable Quantiles connect,
    @Nullable Quantiles handshake) {

  /** Before anything. */
  static final Moment START = new Moment(0, 0, 0, 0, 0, null, null);
}
