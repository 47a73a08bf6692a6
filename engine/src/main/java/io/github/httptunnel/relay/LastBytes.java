package io.github.httptunnel.relay;

import io.netty.util.concurrent.Ticker;

/**
 * Waits until both sides have got what was passed on to them, before they are reset: a reset throws
 * away whatever is still on its way. A side that takes nothing for {@link #STALL_NANOS} is not
 * waited for any longer, nor one that is not done after {@link #LONGEST_NANOS}.
 */
final class LastBytes {

  static final long STALL_NANOS = Nanos.SECOND;
  static final long LONGEST_NANOS = 10 * Nanos.SECOND;

  private final End client;
  private final End target;
  private final Ticker clock;
  private final Runnable arrived;
  private final Timer timer;
  private final long givenUpAt;
  private long left = Long.MAX_VALUE;
  private long stalledAt;

  /**
   * @param arrived run once, not if both sides close before
   */
  LastBytes(End client, End target, Ticker clock, Wheel wheel, Runnable arrived) {
    this.client = client;
    this.target = target;
    this.clock = clock;
    this.arrived = arrived;
    this.timer = new Timer(wheel, this::look);
    this.givenUpAt = now() + LONGEST_NANOS;
  }

  /** Sends what is still to be sent, and begins to wait. */
  void flush() {
    client.flush();
    target.flush();
    look();
  }

  private void look() {
    long now = now();
    long before = left;
    left = client.undelivered() + target.undelivered();
    if (left < before) {
      stalledAt = now + STALL_NANOS;
    }
    if (left == 0 || now >= stalledAt || now >= givenUpAt) {
      arrived.run();
    } else if (client.isOpen() || target.isOpen()) {
      timer.set(now + Wheel.TICK_NANOS);
    }
  }

  private long now() {
    return clock.nanoTime();
  }
}
