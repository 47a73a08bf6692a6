package io.github.httptunnel.relay;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one event loop, in a hierarchical timing wheel: setting and cancelling take the
 * same few steps however many there are, and a timer that lies far ahead is not looked at before
 * its time comes near. The loop is woken only for ticks in which something may be due. Confined to
 * the event loop.
 */
final class Wheel {

  /** Timers run up to so much late. */
  static final long TICK_NANOS = 10 * Nanos.MILLISECOND;

  private static final int BITS = 6;
  private static final int SLOTS = 1 << BITS;

  /** 0.64 s, 41 s, 44 min, 47 h; what lies further ahead goes round the last one again. */
  private static final int LEVELS = 4;

  private static final long REACH = 1L << (BITS * LEVELS);

  private final EventLoop loop;
  private final Timer[][] rings = new Timer[LEVELS][SLOTS];
  private final long[] occupied = new long[LEVELS];

  /** The tick that has been done last. */
  private long done;

  private long wakeIn = Nanos.NEVER;
  private @Nullable Future<?> wake;

  Wheel(EventLoop loop) {
    this.loop = loop;
    this.done = loop.ticker().nanoTime() / TICK_NANOS;
    for (Timer[] level : rings) {
      for (int slot = 0; slot < SLOTS; slot++) {
        level[slot] = new Timer(this, () -> {});
      }
    }
  }

  void add(Timer timer, long nanos) {
    timer.dueIn(Math.max(Math.ceilDiv(nanos, TICK_NANOS), done + 1));
    insert(timer);
    long first = nextOccupied();
    if (first < wakeIn) {
      wakeAt(first);
    }
  }

  private void turn() {
    // what is set meanwhile is seen at the end
    wakeIn = done;
    try {
      long now = loop.ticker().nanoTime() / TICK_NANOS;
      for (long tick = nextOccupied(); tick <= now; tick = nextOccupied()) {
        reach(tick);
      }
      done = Math.max(done, now);
    } finally {
      wakeIn = Nanos.NEVER;
      long next = nextOccupied();
      if (next != Nanos.NEVER) {
        wakeAt(next);
      }
    }
  }

  private void reach(long tick) {
    done = tick;
    for (int level = LEVELS - 1; level > 0; level--) {
      if ((tick & ((1L << (BITS * level)) - 1)) == 0) {
        spread(level, slot(tick, level));
      }
    }
    runAll(slot(tick, 0));
  }

  /** Moves timers that have come near to where they belong now. */
  private void spread(int level, int slot) {
    Timer ring = take(level, slot);
    for (Timer timer = ring.neighbour(); timer != ring; timer = ring.neighbour()) {
      timer.unlink();
      insert(timer);
    }
  }

  private void runAll(int slot) {
    Timer ring = take(0, slot);
    try {
      for (Timer timer = ring.neighbour(); timer != ring; timer = ring.neighbour()) {
        timer.unlink();
        timer.run();
      }
    } finally {
      if (ring.neighbour() != ring) {
        // one of them threw: the others are not to suffer for it
        occupied[0] |= 1L << slot;
        done--;
      }
    }
  }

  private Timer take(int level, int slot) {
    occupied[level] &= ~(1L << slot);
    return rings[level][slot];
  }

  private void insert(Timer timer) {
    // what is beyond the last level waits at its far end and is looked at again from there
    long tick = Math.min(timer.tick(), done + REACH - 1);
    int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros((tick - done) | 1)) / BITS;
    int slot = slot(tick, level);
    timer.join(rings[level][slot]);
    occupied[level] |= 1L << slot;
  }

  /** The first tick in which a slot must be looked at. */
  private long nextOccupied() {
    long first = Nanos.NEVER;
    for (int level = 0; level < LEVELS; level++) {
      if (occupied[level] != 0) {
        long turns = done >> (BITS * level);
        // the slot of the present turn is the furthest one: it is that of the next round
        long ahead = Long.rotateRight(occupied[level], (int) ((turns + 1) & (SLOTS - 1)));
        long turn = turns + 1 + Long.numberOfTrailingZeros(ahead);
        first = Math.min(first, turn << (BITS * level));
      }
    }
    return first;
  }

  private void wakeAt(long tick) {
    if (wake != null) {
      wake.cancel(false);
    }
    wakeIn = tick;
    long wait = Math.max(tick * TICK_NANOS - loop.ticker().nanoTime(), 0);
    wake = loop.schedule(this::turn, wait, TimeUnit.NANOSECONDS);
  }

  private static int slot(long tick, int level) {
    return (int) (tick >> (BITS * level)) & (SLOTS - 1);
  }
}
