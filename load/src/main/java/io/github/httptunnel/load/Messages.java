package io.github.httptunnel.load;

import java.io.IOException;

/**
 * Tunnels that carry messages to an echo and back.
 *
 * @param pace when each is sent
 * @param size of each, in bytes
 */
record Messages(Pace pace, int size) implements Purpose {

  @Override
  public Mode mode() {
    return Mode.ECHO;
  }

  @Override
  public Activity activity(Tunnel tunnel) {
    return new Ping(tunnel.wire(), pace, size);
  }

  @Override
  public void begun(Activity activity) throws IOException {
    if (activity instanceof Ping ping) {
      pace.add(ping);
    }
  }
}
