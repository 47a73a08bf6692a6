package io.github.httptunnel.connect;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One look-up and all who wait for it. It is given up when nobody does any more, unless there is an
 * old answer: then it goes on for the sake of those who will ask, and who waits for long, or in
 * vain, gets the old one (RFC 8767).
 */
final class SharedLookup {

  /** How long a client waits when there is an old answer (RFC 8767 §5). */
  static final Duration PATIENCE = Duration.ofMillis(1_800);

  private final EventLoop loop;
  private final Future<NameAnswer> asked;
  private final @Nullable Resolution fallback;
  private final CacheTally tally;
  private final Set<Promise<Resolution>> waiters = new LinkedHashSet<>();
  private boolean late;

  SharedLookup(
      EventLoop loop, Future<NameAnswer> asked, @Nullable Resolution fallback, CacheTally tally) {
    this.loop = loop;
    this.asked = asked;
    this.fallback = fallback;
    this.tally = tally;
    if (fallback != null) {
      Future<?> patience = loop.schedule(this::fallBack, PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
      asked.addListener(_ -> patience.cancel(false));
    }
  }

  Future<NameAnswer> asked() {
    return asked;
  }

  Promise<Resolution> join() {
    Promise<Resolution> waiter = loop.newPromise();
    if (late && fallback != null) {
      tally.stale(1);
      return waiter.setSuccess(fallback);
    }
    waiters.add(waiter);
    waiter.addListener(_ -> {
      waiters.remove(waiter);
      if (waiters.isEmpty() && fallback == null) {
        asked.cancel(false);
      }
    });
    return waiter;
  }

  /** Whether the last waiter has left; nobody can join any more. */
  boolean abandoned() {
    return asked.isCancelled();
  }

  /** Tells everybody. */
  void finish() {
    if (!asked.isSuccess()) {
      everybody().forEach(waiter -> waiter.tryFailure(asked.cause()));
    } else if (asked.getNow() instanceof NameAnswer.Broken && fallback != null) {
      fallBack();
    } else {
      tell(asked.getNow().resolution());
    }
  }

  private void fallBack() {
    late = true;
    if (fallback != null) {
      tally.stale(waiters.size());
      tell(fallback);
    }
  }

  private void tell(Resolution resolution) {
    everybody().forEach(waiter -> waiter.trySuccess(resolution));
  }

  /** Copied because a listener may join or leave while it is told. */
  private List<Promise<Resolution>> everybody() {
    return List.copyOf(waiters);
  }
}
