package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The descriptors of the process, as far as connections may use them. A part is left to everything
 * else; of the rest clients get half at most, so that each one that was accepted can have a target.
 * Connections to targets are counted and never refused here: the system does that, and those of a
 * client that was accepted must not fail for one that has just come.
 *
 * <p>Thread-safe; shared by all event loops, hence the atomics.
 */
public final class ConnectionBudget {

  private static final Admission FULL =
      new Admission.Rejected(new Overloaded(Overloaded.Resource.DESCRIPTORS));

  private static final Admission NO_MEMORY =
      new Admission.Rejected(new Overloaded(Overloaded.Resource.MEMORY));

  private final int mostClients;
  private final int most;
  private final MemoryPressure memory;
  private final Runnable freed;
  private final AtomicInteger clients = new AtomicInteger();
  private final AtomicInteger targets = new AtomicInteger();
  private final AtomicLong withoutDescriptor = new AtomicLong();
  private final AtomicLong withoutMemory = new AtomicLong();

  /**
   * A budget of which nothing is taken.
   *
   * @param descriptors how many the process may have open; unlimited is a very large number
   * @param memory if that is short, nobody new finds a place
   * @param freed run after each connection's end, on the thread that ended it
   */
  public ConnectionBudget(long descriptors, MemoryPressure memory, Runnable freed) {
    this.mostClients = TunnelLimit.fromDescriptors(descriptors);
    this.most = mostClients * TunnelLimit.DESCRIPTORS_PER_TUNNEL;
    this.memory = memory;
    this.freed = freed;
  }

  /**
   * Takes a place for a client's connection that was accepted; to be released when it closes.
   *
   * @param listener counts it too
   */
  public Admission accept(ConnectionCount listener) {
    if (memory.isShedding()) {
      withoutMemory.incrementAndGet();
      return NO_MEMORY;
    }
    int taken = clients.get();
    while (taken < mostClients && taken + targets.get() < most) {
      if (clients.compareAndSet(taken, taken + 1)) {
        listener.opened();
        return new Admission.Admitted(
            place(() -> {
              clients.decrementAndGet();
              listener.closed();
            }));
      }
      taken = clients.get();
    }
    withoutDescriptor.incrementAndGet();
    return FULL;
  }

  /** Takes a place for a target's connection, from its dial on; to be released when it closes. */
  public Permit dial() {
    targets.incrementAndGet();
    return place(targets::decrementAndGet);
  }

  /** How many connections there may be, those of clients and of targets together. */
  public int most() {
    return most;
  }

  /** How many connections of clients there may be. */
  public int mostClients() {
    return mostClients;
  }

  /** How many connections of clients there are. */
  public int clients() {
    return clients.get();
  }

  /** How many connections to targets there are, those that are being dialled included. */
  public int targets() {
    return targets.get();
  }

  /** How many clients were refused for want of a descriptor, since the start. */
  public long withoutDescriptor() {
    return withoutDescriptor.get();
  }

  /** How many clients were refused for want of memory, since the start. */
  public long withoutMemory() {
    return withoutMemory.get();
  }

  /** Of one connection. Its channel may be closed more than once; it leaves one place. */
  private Permit place(Runnable giveBack) {
    return new Place(() -> {
      giveBack.run();
      freed.run();
    });
  }
}
