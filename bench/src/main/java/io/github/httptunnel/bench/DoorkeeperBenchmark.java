package io.github.httptunnel.bench;

import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.limit.ConnectionCount;
import io.github.httptunnel.limit.Doorkeeper;
import io.github.httptunnel.limit.Entry;
import io.github.httptunnel.limit.LimitPolicy;
import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.limit.MemoryPressure;
import io.github.httptunnel.limit.PartyLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The time that judging one connection takes, before its socket is touched; on two threads. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@Threads(2)
public class DoorkeeperBenchmark {

  private static final InetSocketAddress FULL = client(1);
  private static final int CLIENTS = 1 << 20;

  private final ConnectionCount count = new ConnectionCount();

  private final Doorkeeper doorkeeper =
      new PartyLimits(
              new LimitPolicy(2000, new PerClient(512, null, 64, null, 120), PerUser.off()),
              new ConnectionBudget(1_000_000, new MemoryPressure(), () -> {}),
              InetAddress::isSiteLocalAddress,
              System::nanoTime,
              InstantSource.system())
          .doorkeeper();

  /** One client has as many as it may. */
  @Setup(Level.Trial)
  public void fill() {
    while (doorkeeper.enter(FULL, count) instanceof Entry.Open) {}
  }

  /** A client of a few is let in and leaves. */
  @Benchmark
  public boolean letsIn() {
    return enter(client(2 + ThreadLocalRandom.current().nextInt(100)));
  }

  /** A client of a million, more than can be known, is let in and leaves. */
  @Benchmark
  public boolean letsInAStranger() {
    return enter(client(2 + ThreadLocalRandom.current().nextInt(CLIENTS)));
  }

  /** A client is refused that has as many as it may have. */
  @Benchmark
  public boolean turnsAway() {
    return enter(FULL);
  }

  private boolean enter(InetSocketAddress client) {
    if (doorkeeper.enter(client, count) instanceof Entry.Open open) {
      open.handshake().release();
      open.place().release();
      return true;
    }
    return false;
  }

  private static InetSocketAddress client(int number) {
    byte[] address = {(byte) 192, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
    try {
      return new InetSocketAddress(InetAddress.getByAddress(address), 50_000);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
