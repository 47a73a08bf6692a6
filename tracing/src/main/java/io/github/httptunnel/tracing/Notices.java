package io.github.httptunnel.tracing;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the operator that spans are lost, once a minute at most. Losses come on threads of the
 * sender's, hence the atomic.
 */
final class Notices {

  private static final long PAUSE_NANOS = 60_000_000_000L;

  private final String collector;
  private final Consumer<String> notices;
  private final LongSupplier nanos;
  private final AtomicLong next;

  /**
   * @param collector how it is called, without anything secret
   * @param notices takes a line for the operator; must not block
   * @param nanos a monotonic clock
   */
  Notices(String collector, Consumer<String> notices, LongSupplier nanos) {
    this.collector = collector;
    this.notices = notices;
    this.nanos = nanos;
    this.next = new AtomicLong(nanos.getAsLong());
  }

  /**
   * @param lost how many since the start
   * @param why absent when nobody knows
   */
  void lost(long lost, @Nullable Throwable why) {
    long now = nanos.getAsLong();
    long due = next.get();
    if (now - due >= 0 && next.compareAndSet(due, now + PAUSE_NANOS)) {
      notices.accept(
          "Tracing: %s takes no spans (%s); %d lost since the start; tunnels go on without"
              .formatted(collector, word(why), lost));
    }
  }

  /** A message could hold an address or a collector's words; the kind of a failure cannot. */
  private static String word(@Nullable Throwable why) {
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return cause.getClass().getSimpleName();
      }
    }
    return "it answers with an error";
  }
}
