package io.github.httptunnel.bench;

import io.github.httptunnel.limit.BandwidthLimits;
import io.github.httptunnel.limit.FairBandwidth;
import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Share;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time that sharing bandwidth adds to one read that need not wait. One event loop, on which the
 * coordinator ticks, too.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ShareBenchmark {

  private static final int TAKES = 100_000;

  /** So much that it never runs out. */
  private static final long PLENTY = 1L << 60;

  /** Whether bandwidth is shared, or unlimited. */
  @Param({"true", "false"})
  public boolean shared;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final EventLoop loop = group.next();
  private Share share = Share.UNLIMITED;

  /** Opens a share and lets the coordinator see it. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    BandwidthLimits limits =
        new BandwidthLimits(PLENTY, PLENTY, null, Map.of(), BandwidthLimits.EQUAL_WEIGHTS);
    Bandwidth bandwidth = shared ? new FairBandwidth(limits, loop) : Bandwidth.UNLIMITED;
    ClientInfo client =
        new ClientInfo(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), "main", "http", true, 0);
    TunnelRequest request =
        new TunnelRequest(new Target(new Host.Name("target.example"), 443), client);
    share = loop.submit(() -> bandwidth.share(request, Direction.UPSTREAM, loop)).get();
  }

  /** Ends the event loop. */
  @TearDown(Level.Trial)
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /** Many takes in one visit to the event loop; what they give is returned. */
  @Benchmark
  @OperationsPerInvocation(TAKES)
  public long take() throws Exception {
    return loop.submit(this::takeMany).get();
  }

  private long takeMany() {
    long given = 0;
    for (int i = 0; i < TAKES; i++) {
      given += share.take(1_000);
    }
    return given;
  }
}
