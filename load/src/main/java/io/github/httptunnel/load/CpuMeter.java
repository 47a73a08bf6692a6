package io.github.httptunnel.load;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Processor time that the proxy uses between two moments; knows nothing without a process. Used by
 * one thread.
 */
final class CpuMeter implements Meter {

  private static final double GIGABYTE = 1e9;
  private static final double MICROS_PER_SECOND = 1e6;

  private final @Nullable ProcessTree process;
  private double before;
  private double seconds;

  CpuMeter(@Nullable ProcessTree process) {
    this.process = process;
  }

  @Override
  public void begin() throws IOException {
    before = now();
  }

  @Override
  public void end() throws IOException {
    seconds = now() - before;
  }

  private double now() throws IOException {
    return process == null ? 0 : process.cpuSeconds();
  }

  /** Adds what was used, and what of that for each gigabyte. */
  void perGigabyte(Report report, long bytes) {
    put(report, "cpu_seconds_per_gb", bytes / GIGABYTE);
  }

  /** Adds what was used, and what of that for each of so many, in microseconds. */
  void perOperation(Report report, long operations) {
    put(report, "cpu_us_each", operations / MICROS_PER_SECOND);
  }

  /** Adds what was used, in per cent of one processor. */
  void percent(Report report, double ofSeconds) {
    put(report, "cpu_percent", ofSeconds / 100);
  }

  private void put(Report report, String ratio, double divisor) {
    if (process != null) {
      report.put("cpu_seconds", seconds);
      if (divisor > 0) {
        report.put(ratio, seconds / divisor);
      }
    }
  }
}
