package io.github.httptunnel.server.api;

import io.github.httptunnel.server.admin.Answer;
import io.github.httptunnel.server.admin.Content;
import io.github.httptunnel.server.admin.Question;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Server-sent events (HTML Standard §9.2): a status each second, until the reader leaves or the
 * listener is closed. All readers share one status a second, and nothing is read while there is
 * none of them.
 */
final class Events {

  /** Each has a connection and a thread. */
  static final int MOST = 16;

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** Shorter than the period: no reader is to get the same twice because it is a little early. */
  private static final Duration SHARED = Duration.ofMillis(900);

  private final Semaphore places = new Semaphore(MOST);
  private final Memo<byte[]> event;

  /**
   * @param status as JSON, without the end of a line
   */
  Events(Supplier<String> status, LongSupplier nanoTime) {
    this.event =
        new Memo<>(
            () ->
                ("event: status\ndata: " + status.get() + "\n\n").getBytes(StandardCharsets.UTF_8),
            nanoTime,
            SHARED);
  }

  Answer listen(Question question) {
    String problem = question.query().problem();
    if (problem != null) {
      return Answer.plain(400, problem);
    }
    return places.availablePermits() == 0
        ? full()
        : Answer.ok(Content.stream("text/event-stream", this::write));
  }

  private static Answer full() {
    return Answer.plain(503, MOST + " readers are listening already.").with("Retry-After", "10");
  }

  private void write(OutputStream out) throws IOException {
    if (!places.tryAcquire()) {
      return;
    }
    try {
      while (!Thread.currentThread().isInterrupted()) {
        out.write(event.get());
        out.flush();
        LockSupport.parkNanos(PERIOD.toNanos());
      }
    } finally {
      places.release();
    }
  }
}
