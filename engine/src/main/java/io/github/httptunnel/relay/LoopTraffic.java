package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.Direction;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;

/**
 * What the relays of one event loop have carried since the start. Only that loop writes and any
 * thread may read: opaque stores cost no more than plain ones and can be read whole.
 */
final class LoopTraffic {

  private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

  private static final int UPSTREAM_BYTES = cell(0);
  private static final int DOWNSTREAM_BYTES = cell(1);
  private static final int UPSTREAM_THROTTLED = cell(2);
  private static final int DOWNSTREAM_THROTTLED = cell(3);

  /** As many before and behind as a cache line has: another loop's figures must not share it. */
  private final long[] cells = new long[cell(4) + 8];

  private static int cell(int index) {
    return 8 + index;
  }

  /** Bytes went on. */
  void passed(Direction direction, int bytes) {
    add(direction == Direction.UPSTREAM ? UPSTREAM_BYTES : DOWNSTREAM_BYTES, bytes);
  }

  /** Bytes had waited for being let go. */
  void throttled(Direction direction, long nanos) {
    add(direction == Direction.UPSTREAM ? UPSTREAM_THROTTLED : DOWNSTREAM_THROTTLED, nanos);
  }

  TrafficStats stats() {
    return new TrafficStats(
        read(UPSTREAM_BYTES),
        read(DOWNSTREAM_BYTES),
        Duration.ofNanos(read(UPSTREAM_THROTTLED)),
        Duration.ofNanos(read(DOWNSTREAM_THROTTLED)));
  }

  private void add(int cell, long more) {
    CELL.setOpaque(cells, cell, cells[cell] + more);
  }

  private long read(int cell) {
    return (long) CELL.getOpaque(cells, cell);
  }
}
