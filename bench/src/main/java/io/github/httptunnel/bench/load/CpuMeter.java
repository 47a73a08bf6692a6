package io.github.httptunnel.bench.load;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Processor time that the proxy has used since a moment; knows nothing without a process.
 *
 * @param process the proxy
 * @param before its seconds at that moment
 */
record CpuMeter(@Nullable ProcessTree process, double before) {

  private static final double GIGABYTE = 1e9;

  static CpuMeter start(@Nullable ProcessTree process) throws IOException {
    return new CpuMeter(process, process == null ? 0 : process.cpuSeconds());
  }

  /** Seconds since the start; 0 without a process. */
  double seconds() throws IOException {
    return process == null ? 0 : process.cpuSeconds() - before;
  }

  /**
   * Adds what was used, and what was used for each gigabyte, to a report; nothing without a
   * process.
   */
  void report(Report report, double bytes) throws IOException {
    if (process == null) {
      return;
    }
    double seconds = seconds();
    report.put("cpu_seconds", seconds);
    if (bytes > 0) {
      report.put("cpu_seconds_per_gb", seconds / (bytes / GIGABYTE));
    }
  }
}
