package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Share;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.EventLoop;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.local.LocalIoHandler;
import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Event loops that run when they are told to, and a clock that they share. */
final class Simulation {

  private final MockTicker ticker = Ticker.newMockTicker();
  private final List<ManualIoEventLoop> loops;
  private final FairBandwidth bandwidth;
  private final List<SteadyFlow> steady = new ArrayList<>();

  Simulation(int loops, BandwidthLimits limits) {
    this.loops =
        IntStream.range(0, loops)
            .mapToObj(_ ->
                new ManualIoEventLoop(
                    null, Thread.currentThread(), LocalIoHandler.newFactory(), ticker))
            .toList();
    this.bandwidth = new FairBandwidth(limits, this.loops.getFirst());
  }

  Share share(TunnelRequest request, int loop) {
    return bandwidth.share(request, Direction.DOWNSTREAM, loops.get(loop));
  }

  /** A flow that sends as much as it may, from now on. */
  GreedyFlow greedy(TunnelRequest request, int loop) {
    GreedyFlow flow = new GreedyFlow(share(request, loop));
    flow.pump();
    return flow;
  }

  /** Many of them, dealt out to all loops. */
  List<GreedyFlow> greedy(TunnelRequest request, Count flows) {
    return IntStream.range(0, flows.number())
        .mapToObj(i -> greedy(request, i % loops.size()))
        .toList();
  }

  /** A flow that has so many bytes to send every so often. */
  SteadyFlow steady(TunnelRequest request, int loop, int bytes, Duration period) {
    SteadyFlow flow = new SteadyFlow(share(request, loop), bytes, period.toMillis());
    steady.add(flow);
    return flow;
  }

  /** Lets time pass, a millisecond at a time. */
  void run(Duration time) {
    for (long i = 0; i < time.toMillis(); i++) {
      jump(Duration.ofMillis(1));
      steady.forEach(SteadyFlow::millisecond);
      settle();
    }
  }

  /** Lets time pass at once, as when all loops were busy elsewhere. */
  void jump(Duration time) {
    ticker.advance(time.toNanos(), TimeUnit.NANOSECONDS);
    settle();
  }

  /** Lets time pass in which the other loops are busy elsewhere. */
  void runCoordinatorOnly(Duration time) {
    ticker.advance(time.toNanos(), TimeUnit.NANOSECONDS);
    loops.getFirst().runNow();
  }

  /** Runs the loops until none of them has anything to do, the last first. */
  void settle() {
    while (loops.reversed().stream().mapToInt(ManualIoEventLoop::runNow).sum() > 0) {}
  }

  EventLoop loop(int index) {
    return loops.get(index);
  }

  FairBandwidth bandwidth() {
    return bandwidth;
  }

  boolean isTicking() {
    return bandwidth.of(Direction.DOWNSTREAM).isTicking();
  }

  int parties() {
    return bandwidth.of(Direction.DOWNSTREAM).parties();
  }

  static long sum(List<GreedyFlow> flows) {
    return flows.stream().mapToLong(GreedyFlow::sent).sum();
  }

  static long most(List<GreedyFlow> flows) {
    return sent(flows).max(Comparator.naturalOrder()).orElseThrow();
  }

  static long least(List<GreedyFlow> flows) {
    return sent(flows).min(Comparator.naturalOrder()).orElseThrow();
  }

  private static Stream<Long> sent(List<GreedyFlow> flows) {
    return flows.stream().map(GreedyFlow::sent);
  }

  /** How many. */
  record Count(int number) {}
}
