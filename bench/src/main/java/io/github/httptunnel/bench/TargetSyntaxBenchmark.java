package io.github.httptunnel.bench;

import io.github.httptunnel.tunnel.TargetSyntax;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The time to read the target of one CONNECT. One thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TargetSyntaxBenchmark {

  /** A usual name, a long one, both kinds of address, and what is refused first and last. */
  @Param({
    "www.example.org:443",
    "a1b2c3d4e5f6.region-1.compute.storage.internal.services.example.com:8443",
    "192.0.2.17:443",
    "[2001:db8::17]:443",
    "no-port.example.org",
    "2130706433:443"
  })
  public String authority = "";

  /** Reads it; the result is returned so that the work cannot be optimised away. */
  @Benchmark
  public TargetSyntax parse() {
    return TargetSyntax.parse(authority);
  }
}
