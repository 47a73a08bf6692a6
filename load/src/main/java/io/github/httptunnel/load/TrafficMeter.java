package io.github.httptunnel.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures what clients move, and what that costs the proxy. Used by one thread. */
final class TrafficMeter implements Meter {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Loops<Bulk> bulk;
  private final CpuMeter cpu;
  private List<Long> before = List.of();
  private long begin;
  private Traffic traffic = new Traffic(1, List.of());

  TrafficMeter(Loops<Bulk> bulk, CpuMeter cpu) {
    this.bulk = bulk;
    this.cpu = cpu;
  }

  @Override
  public void begin() throws IOException {
    cpu.begin();
    before = bytes();
    begin = System.nanoTime();
  }

  @Override
  public void end() throws IOException {
    List<Long> moved = bytes();
    double seconds = (System.nanoTime() - begin) / NANOS_PER_SECOND;
    for (int i = 0; i < moved.size(); i++) {
      moved.set(i, moved.get(i) - before.get(i));
    }
    cpu.end();
    traffic = new Traffic(seconds, moved);
  }

  /** What was moved between the two moments. */
  Traffic traffic() {
    return traffic;
  }

  /** What each client has moved until now. */
  private List<Long> bytes() {
    List<List<Long>> parts = bulk.ask(Bulk::bytes);
    List<Long> sums = new ArrayList<>(parts.getFirst());
    for (List<Long> part : parts.subList(1, parts.size())) {
      for (int i = 0; i < sums.size(); i++) {
        sums.set(i, sums.get(i) + part.get(i));
      }
    }
    return sums;
  }
}
