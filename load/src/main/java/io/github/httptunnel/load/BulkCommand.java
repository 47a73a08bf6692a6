package io.github.httptunnel.load;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bulk}. */
@Command(name = "bulk", description = "Tunnels move all they can: how much, and what does it cost?")
final class BulkCommand extends Experiment {

  private static final double NANOS_PER_SECOND = 1e9;

  @Mixin private final ClientOptions client = new ClientOptions();

  @Option(
      names = "--tunnels",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many; default: ${DEFAULT-VALUE}.")
  private Count tunnels = new Count(1);

  @Option(
      names = "--direction",
      paramLabel = "down|up",
      defaultValue = "down",
      description = "Which way bytes go; default: ${DEFAULT-VALUE}.")
  private Direction direction = Direction.DOWN;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      description =
          "Move that many, all tunnels together, however long it takes and without a warm-up.")
  private @Nullable Long bytes;

  BulkCommand(Console console) {
    super(console);
  }

  @Override
  void check() {
    if (bytes != null && bytes < tunnels.value()) {
      throw usage("--bytes: " + bytes + " (expected: at least 1 for each tunnel)");
    }
  }

  @Override
  void measure(Bench bench) throws IOException, InterruptedException {
    bench.report().put("tunnels", tunnels.value()).put("direction", direction);
    CpuMeter cpu = new CpuMeter(run().process());
    List<ClientSpec> clients = client.clients(bench.route().peer(), tunnels.value());
    try (Crowd crowd = Crowd.open(bench.route(), clients, run().threads(), bench.progress())) {
      Traffic traffic =
          bytes == null
              ? inATime(crowd, clients.size(), cpu)
              : thatMany(crowd, clients.size(), cpu, bytes);
      report(bench.report(), traffic);
      cpu.perGigabyte(bench.report(), traffic.total());
    }
  }

  private Traffic inATime(Crowd crowd, int clients, CpuMeter cpu)
      throws IOException, InterruptedException {
    Loops<Bulk> bulk = crowd.begin(() -> new Bulk(direction, clients, _ -> Quota.UNLIMITED));
    TrafficMeter meter = new TrafficMeter(bulk, cpu);
    crowd.watch().measure(run().window(), meter);
    return meter.traffic();
  }

  private Traffic thatMany(Crowd crowd, int clients, CpuMeter cpu, long goal)
      throws IOException, InterruptedException {
    long share = goal / tunnels.value();
    long rest = goal % tunnels.value();
    cpu.begin();
    long begin = System.nanoTime();
    Loops<Bulk> bulk =
        crowd.begin(() -> new Bulk(direction, clients, i -> share + (i < rest ? 1 : 0)));
    crowd.watch().whileMoving("bytes moved", () -> bulk.sum(Bulk::total), goal);
    cpu.end();
    long last = Collections.max(bulk.ask(part -> part.end() - begin));
    return new Traffic(last / NANOS_PER_SECOND, List.of(goal));
  }

  private static void report(Report report, Traffic traffic) {
    report
        .put("bytes", traffic.total())
        .put("seconds", traffic.seconds())
        .put("bytes_per_second", Math.round(traffic.rate()));
  }
}
