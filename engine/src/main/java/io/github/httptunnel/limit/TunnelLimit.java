package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Limit;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many tunnels there may be at once in the whole process. Thread-safe; shared by all event
 * loops, hence the atomics.
 */
public final class TunnelLimit implements Limit {

  /** Kept for listeners, logs, DNS, the admin port and the runtime itself. */
  private static final long SPARE_DESCRIPTORS = 128;

  /** A client's socket and a target's. */
  static final int DESCRIPTORS_PER_TUNNEL = 2;

  /** Where no descriptor limit binds, memory would: beyond this the operator must say so. */
  private static final int MOST_BY_DEFAULT = 500_000;

  private volatile int most;
  private final AtomicInteger live = new AtomicInteger();
  private final AtomicLong surplus = new AtomicLong();

  /**
   * A limit with nothing taken.
   *
   * @param most how many tunnels, 1 or more
   */
  public TunnelLimit(int most) {
    this.most = checked(most);
  }

  /** Replaces the limit; tunnels that are there stay, and count. */
  public void most(int next) {
    most = checked(next);
  }

  /**
   * How many tunnels a process may hold that may open this many descriptors: 1 to 500,000.
   *
   * @param descriptors the soft limit; unlimited is a very large number, unknown a negative one
   */
  public static int fromDescriptors(long descriptors) {
    long tunnels = (Math.max(descriptors, 0) - SPARE_DESCRIPTORS) / DESCRIPTORS_PER_TUNNEL;
    return Math.clamp(tunnels, 1, MOST_BY_DEFAULT);
  }

  /** How many there may be. */
  public int most() {
    return most;
  }

  private static int checked(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("limits.tunnels: " + most + " (expected: 1 or more)");
    }
    return most;
  }

  @Override
  public Admission admit(TunnelRequest request) {
    int taken = live.get();
    while (taken < most) {
      if (live.compareAndSet(taken, taken + 1)) {
        return new Admission.Admitted(new Place(live::decrementAndGet, surplus::incrementAndGet));
      }
      taken = live.get();
    }
    return new Admission.Rejected(new Overloaded(Overloaded.Resource.TUNNELS));
  }

  /** How many places are taken now. */
  public int live() {
    return live.get();
  }

  /** How often a permit was released again. Anything but zero is a fault of this program. */
  public long surplusReleases() {
    return surplus.get();
  }
}
