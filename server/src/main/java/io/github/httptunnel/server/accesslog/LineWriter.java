package io.github.httptunnel.server.accesslog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines from any thread without ever making it wait, and writes them on a thread of its own.
 * The queue between the two is bounded; what does not fit is dropped and counted. So a full disk, a
 * FIFO without a reader or a stopped pager costs lines, and no tunnel a millisecond. A line that
 * comes alone is written at once.
 */
final class LineWriter {

  /** Wakes the writer when there is nothing to write. A line is never empty: it has its end. */
  private static final byte[] WAKE_UP = new byte[0];

  /** Lines that are taken from the queue at once. */
  static final int BURST = 128;

  /** What a pipe takes whole or not at all, whoever else writes to it: PIPE_BUF of Linux. */
  private static final int AT_ONCE_BYTES = 4096;

  /**
   * Lines that follow one another sooner are written together: to wake a thread, to look after a
   * file and to write to it take longer than a line takes to be made.
   */
  private static final long GATHERING_NANOS = Duration.ofMillis(10).toNanos();

  private final String stream;
  private final BlockingQueue<byte[]> queue;
  private final LineTarget target;
  private final Losses losses;
  private final Thread thread;
  private final List<byte[]> burst = new ArrayList<>(BURST);
  private long writtenAt = System.nanoTime() - GATHERING_NANOS;
  private volatile boolean finishing;
  private volatile boolean givenUp;
  private volatile boolean reopening;

  private LineWriter(String stream, LineTarget target, int capacity, Losses losses) {
    this.stream = stream;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.target = target;
    this.losses = losses;
    // A daemon: a target that blocks for ever must not keep the process alive.
    this.thread = Thread.ofPlatform().daemon().name("log-" + stream).unstarted(this::run);
  }

  /**
   * A writer at work.
   *
   * @param stream names the thread
   * @param capacity lines that may wait
   */
  static LineWriter start(String stream, LineTarget target, int capacity, Losses losses) {
    LineWriter writer = new LineWriter(stream, target, capacity, losses);
    writer.thread.start();
    return writer;
  }

  /** Hands over a line without its end. Any thread; returns at once. */
  void offer(String line) {
    if (finishing) {
      losses.lost("closed");
    } else if (!queue.offer((line + "\n").getBytes(StandardCharsets.UTF_8))) {
      losses.lost("takes lines too slowly");
    }
  }

  /** What the stream is called. */
  String stream() {
    return stream;
  }

  /** Lines that were dropped, since the start. */
  long dropped() {
    return losses.count();
  }

  /** Lets the target open its file anew before the next line. Returns at once. */
  void reopen() {
    reopening = true;
    wake();
  }

  /** Takes no more lines, and ends once those it has are written. Returns at once. */
  void finish() {
    finishing = true;
    wake();
  }

  private void wake() {
    // May fail: then the queue is full, and the writer needs no waking.
    boolean _ = queue.offer(WAKE_UP);
    LockSupport.unpark(thread);
  }

  /** Waits for the end after {@link #finish}; what is not written in time is dropped. */
  void await(Duration time) {
    try {
      if (!thread.join(time)) {
        givenUp = true;
        for (byte[] line = queue.poll(); line != null; line = queue.poll()) {
          discard(line);
        }
        // Last: the writer would otherwise get stuck again in the next line.
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void discard(byte[] line) {
    if (line.length > 0) {
      losses.lost("not written when the program ended");
    }
  }

  private void run() {
    try (target) {
      for (byte[] first = next(); first != null; first = next()) {
        gather(first);
        reopenIfTold();
        write();
      }
    } catch (IOException e) {
      losses.lost(e.toString());
    } catch (InterruptedException _) {
      // Only await interrupts, and it counts what is left.
      Thread.currentThread().interrupt();
    }
  }

  private byte @Nullable [] next() throws InterruptedException {
    return finishing ? queue.poll() : queue.take();
  }

  private void gather(byte[] first) {
    long early = writtenAt + GATHERING_NANOS - System.nanoTime();
    if (early > 0 && queue.size() < BURST && !finishing && !reopening) {
      LockSupport.parkNanos(early);
    }
    burst.clear();
    burst.add(first);
    queue.drainTo(burst, BURST - 1);
    burst.removeIf(line -> line.length == 0);
  }

  private void reopenIfTold() {
    if (reopening) {
      reopening = false;
      try {
        target.reopen();
      } catch (IOException | RuntimeException _) {
        // no line is lost yet: the next one will be, and tells why
      }
    }
  }

  private void write() {
    for (int from = 0; from < burst.size(); ) {
      int to = from + 1;
      int bytes = burst.get(from).length;
      while (to < burst.size() && bytes + burst.get(to).length <= AT_ONCE_BYTES) {
        bytes += burst.get(to++).length;
      }
      write(burst.subList(from, to), bytes);
      from = to;
    }
    writtenAt = System.nanoTime();
  }

  private void write(List<byte[]> lines, int bytes) {
    if (lines.size() < 2 || !takesAll(lines, bytes)) {
      // one of them may be at fault, or there may be room for some
      lines.forEach(this::write);
    }
  }

  private boolean takesAll(List<byte[]> lines, int bytes) {
    if (givenUp) {
      return false;
    }
    try {
      target.write(joined(lines, bytes));
      caughtUp();
      return true;
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }

  private static byte[] joined(List<byte[]> lines, int bytes) {
    byte[] all = new byte[bytes];
    int end = 0;
    for (byte[] line : lines) {
      System.arraycopy(line, 0, all, end, line.length);
      end += line.length;
    }
    return all;
  }

  private void write(byte[] line) {
    if (givenUp) {
      discard(line);
      return;
    }
    try {
      target.write(line);
      caughtUp();
    } catch (IOException | RuntimeException e) {
      // The message may be told: it is about the operator's own file, and no peer has a part in it.
      losses.lost(e.toString());
    }
  }

  private void caughtUp() {
    if (queue.isEmpty()) {
      losses.upToDate();
    }
  }
}
