package io.github.httptunnel.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector.LeakListener;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Collects the reports of Netty's leak detector. Thread-safe. */
final class LeakWatch implements LeakListener {

  private static final int ROUNDS = 3;

  private final Monitor monitor;
  private final List<String> reports = new ArrayList<>();

  LeakWatch(Monitor monitor) {
    this.monitor = monitor;
  }

  @Override
  public void onLeak(String resourceType, String records) {
    monitor.update(() -> reports.add(resourceType + " was never released: " + records));
  }

  List<String> reports() {
    return monitor.view(() -> List.copyOf(reports));
  }

  /**
   * Makes the detector report everything that was lost up to now: it learns of a lost buffer from
   * the garbage collector and says so when the next buffer is made.
   */
  void flush() {
    for (int round = 0; round < ROUNDS; round++) {
      collectGarbage();
      ByteBuf next = UnpooledByteBufAllocator.DEFAULT.directBuffer(1);
      next.release();
    }
  }

  void failIfLeaked() {
    List<String> found = reports();
    if (!found.isEmpty()) {
      throw new AssertionError(
          "leaked buffers in this run: %d%n%s"
              .formatted(found.size(), String.join(System.lineSeparator(), found)));
    }
  }

  /** Returns when the collector has handled an object that became garbage here. */
  private static void collectGarbage() {
    ReferenceQueue<Object> collected = new ReferenceQueue<>();
    PhantomReference<Object> canary = new PhantomReference<>(new Object(), collected);
    Deadline by = Deadline.in(Deadline.USUAL);
    try {
      while (!by.passed() && !canary.refersTo(null)) {
        System.gc();
        collected.remove(Duration.ofMillis(50).toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
