package io.github.httptunnel.server.assembly;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many connections that are turned away may be answered at once, in the whole process: each
 * stays for as long as its client needs to read the answer, and takes a descriptor that nobody has
 * counted. In a flood the rest are reset. Thread-safe, hence the atomic.
 */
final class Farewells {

  /** Half of the descriptors that clients and targets leave alone. */
  private static final int MOST = 64;

  /** Where there are few descriptors, few of them. */
  private static final int CLIENTS_FOR_ONE = 8;

  private final int most;
  private final AtomicInteger live = new AtomicInteger();

  /**
   * @param clients how many connections of clients there may be
   */
  Farewells(int clients) {
    this.most = Math.clamp(clients / CLIENTS_FOR_ONE, 1, MOST);
  }

  /** Whether this connection may be answered; if so it counts until it is closed. */
  boolean begin(Channel channel) {
    if (live.incrementAndGet() > most) {
      live.decrementAndGet();
      return false;
    }
    channel.closeFuture().addListener(_ -> live.decrementAndGet());
    return true;
  }

  int live() {
    return live.get();
  }
}
