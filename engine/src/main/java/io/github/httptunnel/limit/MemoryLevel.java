package io.github.httptunnel.limit;

/** How short of memory the process is, and what is done about it; each level adds to the last. */
public enum MemoryLevel {
  /** There is enough. */
  NORMAL(0),
  /** What only saves time is given up: kept connections, large reads. */
  CONSERVE(0.85),
  /** New connections and requests are refused. */
  SHED(0.92),
  /** Tunnels that hold most are ended. */
  RELIEVE(0.95);

  /** A level is left this far below where it is reached: it is not to come and go. */
  private static final double STICKS = 0.05;

  private final double reached;

  MemoryLevel(double reached) {
    this.reached = reached;
  }

  /** The share of the memory at which it is reached: 0 to 1. */
  public double reachedAt() {
    return reached;
  }

  /** The level that follows this one when that share of the memory is in use. */
  MemoryLevel next(double share) {
    MemoryLevel next = NORMAL;
    for (MemoryLevel level : values()) {
      double held = compareTo(level) >= 0 ? STICKS : 0;
      if (share >= level.reached - held) {
        next = level;
      }
    }
    return next;
  }
}
