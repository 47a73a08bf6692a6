package io.github.httptunnel.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What a peer has seen so far, guarded by its monitor. */
final class PeerStats {

  private final Monitor monitor;
  private final List<Ending> endings = new ArrayList<>();
  private int connections;
  private int open;
  private long bytesReceived;
  private long bytesSent;
  private boolean closing;

  PeerStats(Monitor monitor) {
    this.monitor = monitor;
  }

  Monitor monitor() {
    return monitor;
  }

  void opened() {
    monitor.update(() -> {
      connections++;
      open++;
    });
  }

  void closed() {
    monitor.update(() -> open--);
  }

  void received(int count) {
    monitor.update(() -> bytesReceived += count);
  }

  void sent(int count) {
    monitor.update(() -> bytesSent += count);
  }

  void ended(Ending ending) {
    monitor.update(() -> endings.add(ending));
  }

  void closing() {
    monitor.update(() -> closing = true);
  }

  /** Waits, not longer than {@code wait}, for the peer to be closed. */
  boolean closingWithin(Duration wait) {
    return monitor.becomes(() -> closing, wait);
  }

  int connections() {
    return monitor.view(() -> connections);
  }

  int open() {
    return monitor.view(() -> open);
  }

  long bytesReceived() {
    return monitor.view(() -> bytesReceived);
  }

  long bytesSent() {
    return monitor.view(() -> bytesSent);
  }

  List<Ending> endings() {
    return monitor.view(() -> List.copyOf(endings));
  }

  void await(String wanted, BooleanSupplier condition) {
    monitor.await(condition, wanted, this::toString, Deadline.USUAL);
  }

  @Override
  public String toString() {
    return "connections=%d, open=%d, received=%d bytes, sent=%d bytes, endings=%s"
        .formatted(connections, open, bytesReceived, bytesSent, endings);
  }
}
