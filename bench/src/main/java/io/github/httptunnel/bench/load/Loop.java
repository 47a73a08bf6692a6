package io.github.httptunnel.bench.load;

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
 * One thread that serves many sockets. {@link #scratch} and all activities belong to it; the other
 * methods may be called from anywhere.
 *
 * <p>Own code on the JDK's selector, not the program's event loop: a fault of that must not hide
 * itself by being on both sides of a measurement.
 */
final class Loop implements AutoCloseable {

  /** As large as the proxy's own reads, so that the load costs no more than what it measures. */
  private static final int SCRATCH = 256 * 1024;

  private final Selector selector;
  private final Consumer<IOException> ended;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);

  /** Belongs to the thread. */
  private boolean running = true;

  private Loop(Selector selector, Consumer<IOException> ended) {
    this.selector = selector;
    this.ended = ended;
  }

  /**
   * Opens a loop and starts its thread.
   *
   * @param name the thread's
   * @param ended told of every connection that has ended, after it was closed
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

  /** Makes a channel non-blocking and serves it from now on. */
  void register(SelectableChannel channel, Activity activity) throws IOException {
    channel.configureBlocking(false);
    channel.register(selector, activity.interest(), activity);
    selector.wakeup();
  }

  /** Asks something of what belongs to this thread. */
  <T> T ask(Supplier<T> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    stopped.thenRun(() -> answer.completeExceptionally(new IllegalStateException("loop closed")));
    tasks.add(() -> answer.complete(question.get()));
    selector.wakeup();
    return answer.join();
  }

  private void run() {
    try (selector) {
      while (running) {
        selector.select(this::serve);
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
          task.run();
        }
      }
      selector.keys().forEach(Loop::close);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } finally {
      stopped.complete(null);
    }
  }

  private void serve(SelectionKey key) {
    try {
      ((Activity) key.attachment()).ready(key);
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
    tasks.add(() -> running = false);
    selector.wakeup();
    stopped.join();
  }
}
