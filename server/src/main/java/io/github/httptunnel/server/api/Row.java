package io.github.httptunnel.server.api;

import io.github.httptunnel.engine.LiveTunnel;

/**
 * A live tunnel in the table.
 *
 * @param upstreamRate bytes to the target a second, now
 * @param downstreamRate bytes to the client a second, now
 */
record Row(LiveTunnel tunnel, long upstreamRate, long downstreamRate) {

  /** Both ways. */
  long rate() {
    return upstreamRate + downstreamRate;
  }

  /** Both ways. */
  long bytes() {
    return tunnel.upstreamBytes() + tunnel.downstreamBytes();
  }
}
