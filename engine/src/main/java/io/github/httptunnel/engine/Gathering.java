package io.github.httptunnel.engine;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.netty.util.concurrent.Promise;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts together what several event loops have to say. Its state is confined to an executor that is
 * none of them.
 *
 * @param <T> of which each loop has some
 */
final class Gathering<T> {

  private static final EventExecutor EXECUTOR = GlobalEventExecutor.INSTANCE;

  private final Promise<List<T>> whole = EXECUTOR.newPromise();
  private final List<T> gathered = new ArrayList<>();
  private int awaited;

  /**
   * @param parts how many there will be
   */
  Gathering(int parts) {
    this.awaited = parts;
    if (parts == 0) {
      whole.setSuccess(List.of());
    }
  }

  /** One loop has said all; from any thread. */
  void add(List<T> part) {
    EXECUTOR.execute(() -> {
      gathered.addAll(part);
      if (--awaited == 0) {
        whole.setSuccess(gathered);
      }
    });
  }

  /** Completes with the last part; never if a loop does not answer. */
  Future<List<T>> whole() {
    return whole;
  }
}
