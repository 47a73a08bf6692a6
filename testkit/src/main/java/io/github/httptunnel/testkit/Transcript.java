package io.github.httptunnel.testkit;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Reads everything a connection brings on a thread of its own and notes when what came. */
final class Transcript implements AutoCloseable {

  // Short, as it is how long a pause in reading may have to wait to begin.
  private static final Duration SLICE = Duration.ofMillis(25);

  private final RawClient client;
  private final long startNanos = System.nanoTime();
  private final Monitor monitor = new Monitor();
  private final ReentrantLock reading = new ReentrantLock(true);
  private final StringBuilder bytes = new StringBuilder();
  private final Thread reader = Thread.ofVirtual().name("transcript").unstarted(this::readAll);
  private Ending ending = Ending.OPEN;
  private boolean stopped;
  private Duration lastChange = Duration.ZERO;

  private Transcript(RawClient client) {
    this.client = client;
  }

  static Transcript start(RawClient client) {
    Transcript transcript = new Transcript(client);
    transcript.reader.start();
    return transcript;
  }

  boolean ended() {
    return monitor.view(this::over);
  }

  /** How many bytes have come. */
  int size() {
    return monitor.view(bytes::length);
  }

  boolean awaitEnd(Duration wait) {
    return monitor.becomes(this::over, wait);
  }

  /** Waits until what came satisfies {@code wanted}, or until the end; tells which it was. */
  boolean await(Predicate<String> wanted, Duration wait) {
    monitor.becomes(() -> over() || wanted.test(bytes.toString()), wait);
    return monitor.view(() -> wanted.test(bytes.toString()));
  }

  /** Waits until nothing has come for {@code quiet}, or until the end. */
  void awaitQuiet(Duration quiet, Duration wait) {
    Deadline by = Deadline.in(wait);
    boolean changing = true;
    while (changing && !by.passed()) {
      int before = size();
      changing = monitor.becomes(() -> over() || bytes.length() > before, quiet) && !ended();
    }
  }

  /** Reads nothing for {@code length}. */
  void pause(Duration length) {
    reading.lock();
    try {
      monitor.becomes(() -> false, length);
    } finally {
      reading.unlock();
    }
  }

  Observed observed(List<String> methods, boolean probeEchoed) {
    return monitor.view(
        () -> new Observed(bytes.toString(), ending, lastChange, methods, probeEchoed));
  }

  /** Stops reading; the connection is the caller's again. */
  @Override
  public void close() {
    monitor.update(() -> stopped = true);
    try {
      reader.join(Deadline.USUAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean over() {
    return ending != Ending.OPEN;
  }

  private void readAll() {
    while (!monitor.view(() -> stopped || over())) {
      reading.lock();
      try {
        note(client.receive(SLICE));
      } catch (UncheckedIOException e) {
        note(new Received("", Ending.RESET));
      } finally {
        reading.unlock();
      }
    }
  }

  private void note(Received next) {
    if (!next.text().isEmpty() || next.ending() != Ending.OPEN) {
      monitor.update(() -> {
        bytes.append(next.text());
        ending = next.ending();
        lastChange = Duration.ofNanos(System.nanoTime() - startNanos);
      });
    }
  }
}
