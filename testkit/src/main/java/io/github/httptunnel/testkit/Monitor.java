package io.github.httptunnel.testkit;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Guards state that the threads of a peer change and a test waits for. All reads and writes of that
 * state go through here; it is the only lock of this package's peers.
 */
final class Monitor {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  void update(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  <T> T view(Supplier<T> view) {
    lock.lock();
    try {
      return view.get();
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@code condition} became true in time. */
  boolean becomes(BooleanSupplier condition, Duration wait) {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    } finally {
      lock.unlock();
    }
  }

  /** Fails the test with what was wanted and what there is if it does not come true in time. */
  void await(BooleanSupplier condition, String wanted, Supplier<String> found, Duration wait) {
    if (!becomes(condition, wait)) {
      throw new AssertionError(
          "waited %d ms for %s; found %s".formatted(wait.toMillis(), wanted, view(found)));
    }
  }
}
