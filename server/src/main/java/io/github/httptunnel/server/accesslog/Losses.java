package io.github.httptunnel.server.accesslog;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts the lines a stream has lost, and tells the operator once when that begins and once when it
 * is over. Shared by those who log and the thread that writes: hence the atomics, as neither may
 * wait for the other.
 */
final class Losses {

  /** A stream that recovers and fails in turns is told about at most this often. */
  private static final long MIN_SPELL_NANOS = 1_000_000_000;

  private final String stream;
  private final Consumer<String> notices;
  private final LongSupplier nanos;
  private final LongAdder lost = new LongAdder();
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile long since;

  /**
   * Nothing lost so far.
   *
   * @param stream its name in notices
   * @param notices takes a line for the operator; must not block
   * @param nanos a monotonic clock
   */
  Losses(String stream, Consumer<String> notices, LongSupplier nanos) {
    this.stream = stream;
    this.notices = notices;
    this.nanos = nanos;
  }

  /** A line is lost. Any thread. */
  void lost(String why) {
    lost.increment();
    if (failing.compareAndSet(false, true)) {
      since = nanos.getAsLong();
      notices.accept(stream + ": " + why + "; lines are dropped until it can be written again");
    }
  }

  /** All lines so far have been written or counted. The writer's thread only. */
  void upToDate() {
    if (failing.get() && nanos.getAsLong() - since >= MIN_SPELL_NANOS) {
      failing.set(false);
      notices.accept(stream + ": written again; " + lost.sum() + " lines lost since the start");
    }
  }

  /** How many lines were lost since the start. */
  long count() {
    return lost.sum();
  }
}
