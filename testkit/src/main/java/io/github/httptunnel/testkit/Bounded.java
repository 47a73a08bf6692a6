package io.github.httptunnel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs blocking output that has no timeout of its own. */
final class Bounded {

  /** Something that may block. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  private Bounded() {}

  /**
   * Runs {@code action}. Out of time, its thread is interrupted, which closes the socket a virtual
   * thread is blocked on, and the test fails.
   */
  static void run(Duration wait, String what, Action action) {
    FutureTask<Void> task =
        new FutureTask<>(() -> {
          action.run();
          return null;
        });
    Thread.ofVirtual().name(what).start(task);
    try {
      task.get(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new AssertionError(
          "%s: not done within %d ms; the peer does not take it".formatted(what, wait.toMillis()),
          e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed
          ? new UncheckedIOException(failed)
          : new IllegalStateException(e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: " + what, e);
    }
  }
}
