package io.github.httptunnel.load;

/**
 * Tunnels that stay open and nothing else.
 *
 * @param unread the origin sends without end, and nobody reads it
 */
record Idle(boolean unread) implements Purpose {

  @Override
  public Mode mode() {
    return unread ? Mode.SOURCE : Mode.HOLD;
  }

  @Override
  public Activity activity(Tunnel tunnel) {
    return unread ? new Rest() : new Drain(tunnel.wire(), new Quota(new Tally(), Quota.UNLIMITED));
  }
}
