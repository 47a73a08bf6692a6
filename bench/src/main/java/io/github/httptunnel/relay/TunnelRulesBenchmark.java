package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.Direction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The time that the rules take for one part of a message that goes on. One thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TunnelRulesBenchmark {

  private static final long STEP_NANOS = 10_000;
  private static final int BYTES = 64 * 1024;
  private static final Duration LONG = Duration.ofDays(1);

  /** Whether every rule is on, far from binding, or none but the times of silence. */
  @Param({"true", "false"})
  public boolean all;

  private long now;
  private TunnelRules rules = new TunnelRules(RelayRules.defaults(), 0);

  /** A tunnel that begins. */
  @Setup(Level.Iteration)
  public void begin() {
    RelayPolicy policy =
        new RelayPolicy(
            LONG,
            LONG,
            all ? 1L : null,
            null,
            all ? LONG.multipliedBy(365) : null,
            null,
            RelayPolicy.OnMaxRate.SHAPE);
    rules = new TunnelRules(new RelayRules(policy, policy), now);
    rules.begin(now);
  }

  /** Bytes went on; the next moment of judgement is returned. */
  @Benchmark
  public long passed() {
    now += STEP_NANOS;
    rules.passed(Direction.DOWNSTREAM, BYTES, now);
    return rules.judgeAt();
  }
}
