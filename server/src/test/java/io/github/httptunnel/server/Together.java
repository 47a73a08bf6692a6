package io.github.httptunnel.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Does the same thing many times at once, each on a virtual thread of its own. */
final class Together {

  private Together() {}

  /** The results in order; fails if one fails, or if all are not there within a minute. */
  static <T> List<T> run(int times, IntFunction<T> task) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        int index = i;
        running.add(threads.submit(() -> task.apply(index)));
      }
      try {
        return results(running);
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private static <T> List<T> results(List<Future<T>> running) {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    List<T> results = new ArrayList<>();
    try {
      for (Future<T> one : running) {
        results.add(one.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
      }
      return results;
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("task " + results.size() + " of " + running.size(), e);
    }
  }
}
