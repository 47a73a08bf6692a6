package io.github.httptunnel.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Keeps the one thread of an executor, such as an event loop, from all else until it is closed. */
public final class Occupied implements AutoCloseable {

  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();

  private Occupied() {}

  /** Occupies it; when this returns the thread does nothing else any more. */
  public static Occupied thread(Executor executor) {
    Occupied occupied = new Occupied();
    executor.execute(() -> {
      occupied.begun.complete(null);
      occupied.over.join();
    });
    occupied.begun.join();
    return occupied;
  }

  /** Lets it go on. */
  @Override
  public void close() {
    over.complete(null);
  }
}
