package io.github.httptunnel.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code isolation}. */
@Command(
    name = "isolation",
    description = "One client moves bulk, another sends messages: how long do the messages take?")
final class IsolationCommand implements Callable<Integer> {

  private static final double NANOS_PER_MICRO = 1000;

  @Mixin private final RouteOptions route = new RouteOptions();
  @Mixin private final TimeOptions time = new TimeOptions();
  @Mixin private final PidOption pid = new PidOption();

  @Option(
      names = "--bulk",
      paramLabel = "ADDR=TUNNELS",
      description = "A client that downloads all it can get; may be repeated, or left out.")
  private List<ClientSpec> bulk = new ArrayList<>();

  @Option(
      names = "--ping",
      paramLabel = "ADDR",
      defaultValue = "127.0.0.3",
      description = "The client that sends 64 bytes, awaits them back, and sends them again.")
  private InetAddress ping = InetAddress.getLoopbackAddress();

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description =
          "The least time from one message to the next. A message that took longer then also"
              + " counts for those that could not be sent meanwhile. Without it: back to back.")
  private Duration every = Duration.ZERO;

  private final PrintWriter out;
  private final PrintWriter err;

  IsolationCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Site site = route.open();
        SocketChannel messages = site.route().open(ping, Mode.ECHO);
        Crowd crowd = Crowd.greedy(site.route(), bulk, Direction.DOWN)) {
      Window window = time.window();
      FutureTask<Histogram> pings = new FutureTask<>(new PingPong(messages, every, window));
      Thread.ofPlatform().name("messages").daemon().start(pings);
      window.awaitBegin(crowd.broken());
      CpuMeter cpu = CpuMeter.start(pid.process());
      Sample before = crowd.sample();
      window.awaitEnd(crowd.broken());
      Sample after = crowd.sample();
      Report report = route.report("isolation");
      cpu.report(report, (double) (after.total() - before.total()));
      report.put("bulk_bytes_per_second", Math.round(after.rateSince(before)));
      latencies(report, finish(pings, messages)).print(out, err);
    }
    return 0;
  }

  /** A message that does not come back must not keep the run waiting. */
  private static Histogram finish(FutureTask<Histogram> pings, SocketChannel messages)
      throws IOException, InterruptedException {
    try {
      try {
        return pings.get(1, TimeUnit.SECONDS);
      } catch (TimeoutException _) {
        messages.close();
        return pings.get();
      }
    } catch (ExecutionException failed) {
      throw new IOException("the messages: " + failed.getMessage(), failed);
    }
  }

  private Report latencies(Report report, Histogram messages) {
    // Slow messages would else hide how long others would have waited at the same time.
    Histogram roundTrips =
        every.isZero() ? messages : messages.copyCorrectedForCoordinatedOmission(every.toNanos());
    return report
        .put("messages", messages.getTotalCount())
        .put("p50_us", roundTrips.getValueAtPercentile(50) / NANOS_PER_MICRO)
        .put("p90_us", roundTrips.getValueAtPercentile(90) / NANOS_PER_MICRO)
        .put("p99_us", roundTrips.getValueAtPercentile(99) / NANOS_PER_MICRO)
        .put("p999_us", roundTrips.getValueAtPercentile(99.9) / NANOS_PER_MICRO)
        .put("max_us", roundTrips.getMaxValue() / NANOS_PER_MICRO);
  }
}
