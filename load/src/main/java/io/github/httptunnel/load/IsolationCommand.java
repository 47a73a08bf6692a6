package io.github.httptunnel.load;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code isolation}. */
@Command(
    name = "isolation",
    description = "One client moves bulk, another sends messages: how long do the messages take?")
final class IsolationCommand extends Experiment {

  private static final int MESSAGE = 64;
  private static final double NANOS_PER_SECOND = 1e9;

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
          "How often a message is due. One that takes longer also counts for those that could not be"
              + " sent meanwhile. Without it: back to back.")
  private Duration every = Duration.ZERO;

  IsolationCommand(Console console) {
    super(console);
  }

  @Override
  void measure(Bench bench) throws IOException, InterruptedException {
    CpuMeter cpu = new CpuMeter(run().process());
    ClientSpec other = new ClientSpec(ping, 1);
    try (Crowd one = Crowd.open(bench.route(), List.of(other), 1, bench.progress());
        Crowd greedy = Crowd.open(bench.route(), bulk, run().threads(), bench.progress())) {
      TrafficMeter meter =
          new TrafficMeter(
              greedy.begin(() -> new Bulk(Direction.DOWN, bulk.size(), _ -> Quota.UNLIMITED)), cpu);
      report(bench.report(), messages(one, greedy).run(meter));
      Traffic traffic = meter.traffic();
      bench.report().put("bulk_bytes_per_second", Math.round(traffic.rate()));
      cpu.perGigabyte(bench.report(), traffic.total());
    }
  }

  private Operations messages(Crowd one, Crowd greedy) {
    Window window = run().window();
    Timing timing = every.isZero() ? Timing.IN_TURN : Timing.WHEN_DUE_OR_NEVER;
    @Nullable Double perSecond =
        every.isZero() ? null : Double.valueOf(NANOS_PER_SECOND / every.toNanos());
    Loops<Pace> paces =
        one.begin(() -> new Messages(new Pace(window, timing), MESSAGE)).map(Messages::pace);
    return new Operations(paces, perSecond, window, one.watch().and(greedy.watch()));
  }

  private void report(Report report, Latencies found) {
    report.put("messages", found.completed());
    (every.isZero() ? found : found.corrected(every.toNanos())).report(report);
  }
}
