package io.github.httptunnel.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One thread that serves many sockets. {@link #scratch}, {@link #register} and all activities
 * belong to it; the other methods may be called from anywhere.
 */
final class Loop implements AutoCloseable {

  /** As large as the proxy's own reads, so that the load costs no more than what it measures. */
  private static final int SCRATCH = 256 * 1024;

  private final Selector selector;
  private final Consumer<IOException> ended;
  private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);

  /** Belongs to the thread. */
  private boolean running = true;

  private Loop(Selector selector, Consumer<IOException> ended) {
    this.selector = selector;
    this.ended = ended;
  }

  /** Something to do once; a failure of it is told like the end of a connection. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException;
  }

  /**
   * Opens a loop and starts its thread.
   *
   * @param name the thread's
   * @param ended told, by this thread, of every connection that has ended, after it was closed
   */
  static Loop start(String name, Consumer<IOException> ended) throws IOException {
    Loop loop = new Loop(Selector.open(), ended);
    Thread.ofPlatform().name(name).daemon().start(loop::run);
    return loop;
  }

  /** A direct buffer that holds nothing from one call of an activity to the next. */
  ByteBuffer scratch() {
    return scratch;
  }

  /** Serves a channel, which must not block, from now on. */
  SelectionKey register(SelectableChannel channel, Activity activity) throws IOException {
    return channel.register(selector, activity.interest(), activity);
  }

  /** Does something on this thread. */
  void execute(Task task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Asks something of what belongs to this thread. */
  <T> CompletableFuture<T> ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    stopped.thenRun(() -> answer.completeExceptionally(new IllegalStateException("loop closed")));
    execute(() -> answer.complete(question.get()));
    return answer;
  }

  private void run() {
    try (selector) {
      while (running) {
        selector.select(this::serve);
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
          perform(task);
        }
      }
      selector.keys().forEach(Loop::close);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } finally {
      stopped.complete(null);
      ended.accept(new LoadFailure("a thread of the load has ended"));
    }
  }

  private void perform(Task task) {
    try {
      task.run();
    } catch (IOException failed) {
      ended.accept(failed);
    }
  }

  private void serve(SelectionKey key) {
    try {
      ((Activity) key.attachment()).ready();
    } catch (IOException end) {
      close(key);
      ended.accept(end);
    }
  }

  private static void close(SelectionKey key) {
    try {
      key.channel().close();
    } catch (IOException alreadyClosed) {
      // Closed it is, and that was all.
    }
  }

  /** Closes all sockets and ends the thread; no more than that when called again. */
  @Override
  public void close() {
    execute(() -> running = false);
    stopped.join();
  }
}
