package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Share;

/**
 * What a tunnel has of that which all use.
 *
 * @param upstream its part in the bandwidth towards targets
 * @param downstream its part in that towards clients
 * @param turn its client's on the event loop
 */
record Portion(Share upstream, Share downstream, Turn turn) {

  Share share(Direction direction) {
    return switch (direction) {
      case UPSTREAM -> upstream;
      case DOWNSTREAM -> downstream;
    };
  }
}
