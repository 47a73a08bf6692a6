package io.github.httptunnel.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * Waits until both sides have got what was passed on to them, before they are reset: a reset throws
 * away whatever is still on its way. A side that takes nothing for {@link #STALL_NANOS} is not
 * waited for any longer, nor one that is not done after {@link #LONGEST_NANOS}.
 */
final class LastBytes {

  static final long STALL_NANOS = Nanos.SECOND;
  static final long LONGEST_NANOS = 10 * Nanos.SECOND;

  private final Channel client;
  private final Channel target;
  private final Runnable arrived;
  private final Timer timer;
  private final long givenUpAt;
  private long left = Long.MAX_VALUE;
  private long stalledAt;

  /**
   * @param arrived run once, not if both channels close before
   */
  LastBytes(Channel client, Channel target, Wheel wheel, Runnable arrived) {
    this.client = client;
    this.target = target;
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
    left = undelivered(client) + undelivered(target);
    if (left < before) {
      stalledAt = now + STALL_NANOS;
    }
    if (left == 0 || now >= stalledAt || now >= givenUpAt) {
      arrived.run();
    } else if (client.isOpen() || target.isOpen()) {
      timer.set(now + Wheel.TICK_NANOS);
    }
  }

  private static long undelivered(Channel channel) {
    ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
    return queue == null ? 0 : queue.totalPendingWriteBytes() + SendQueue.unacknowledged(channel);
  }

  private long now() {
    return client.eventLoop().ticker().nanoTime();
  }
}
