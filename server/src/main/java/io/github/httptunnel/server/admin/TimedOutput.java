package io.github.httptunnel.server.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes to a client that takes what it is given in time: one that does not has its writer
 * interrupted, which closes the connection. Used by one thread.
 */
final class TimedOutput extends OutputStream {

  private final OutputStream out;
  private final ScheduledExecutorService timer;
  private final Duration patience;

  TimedOutput(OutputStream out, ScheduledExecutorService timer, Duration patience) {
    this.out = out;
    this.timer = timer;
    this.patience = patience;
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  @Override
  public void write(int b) throws IOException {
    inTime(() -> out.write(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    inTime(() -> out.write(bytes, offset, length));
  }

  @Override
  public void flush() throws IOException {
    inTime(out::flush);
  }

  @Override
  public void close() throws IOException {
    inTime(out::close);
  }

  private void inTime(Step step) throws IOException {
    Future<?> overdue = watch();
    try {
      step.run();
    } finally {
      overdue.cancel(false);
    }
  }

  private Future<?> watch() throws IOException {
    try {
      return timer.schedule(
          Thread.currentThread()::interrupt, patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      throw new IOException("the listener is closing", closing);
    }
  }
}
