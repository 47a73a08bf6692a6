package io.github.httptunnel.server.cli;

import java.util.concurrent.CompletableFuture;
import java.util.function.IntConsumer;

/** Waits for the signal that ends the program; a second one ends it at once. */
final class StopSignal {

  private static final int INTERRUPT = 130;
  private static final int TERMINATE = 143;
  static final int HANG_UP = 129;

  private final CompletableFuture<Integer> first = new CompletableFuture<>();
  private final IntConsumer halt;

  /**
   * @param halt ends the process at once, with a code
   */
  StopSignal(IntConsumer halt) {
    this.halt = halt;
  }

  /** Takes SIGINT and SIGTERM from now on. */
  void install() {
    Signals.handle("INT", () -> came(INTERRUPT));
    Signals.handle("TERM", () -> came(TERMINATE));
  }

  /** Waits; the exit code that goes with the signal. */
  int await() {
    return first.join();
  }

  void came(int code) {
    if (!first.complete(code)) {
      halt.accept(code);
    }
  }
}
