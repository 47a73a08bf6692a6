package io.github.httptunnel.server.files;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** Looks after files, on a thread of its own. A change takes effect within two periods. */
public final class FileWatch implements AutoCloseable {

  private final Duration period;
  private final Supplier<? extends Collection<? extends Followed>> followed;
  private final Runnable changed;
  private final Logger log;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("file-watch").factory());

  /**
   * Makes no thread yet.
   *
   * @param period between two looks
   * @param followed asked at each look
   * @param changed run after a look with which something else holds, on the thread of this
   * @param log told of faults
   */
  public FileWatch(
      Duration period,
      Supplier<? extends Collection<? extends Followed>> followed,
      Runnable changed,
      Logger log) {
    this.period = period;
    this.followed = followed;
    this.changed = changed;
    this.log = log;
  }

  /** Looks from now on. */
  public void start() {
    thread.scheduleWithFixedDelay(
        this::look, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Looks once at everything. */
  void look() {
    boolean any = false;
    try {
      for (Followed one : followed.get()) {
        any |= lookAt(one);
      }
      if (any) {
        changed.run();
      }
    } catch (RuntimeException fault) {
      log.error("Fault of this program while files are looked after", fault);
    }
  }

  private boolean lookAt(Followed one) {
    try {
      return one.look();
    } catch (RuntimeException fault) {
      log.error("Fault of this program while files are looked after", fault);
      return false;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
