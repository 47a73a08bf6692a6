package io.github.httptunnel.load;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fairness}. */
@Command(
    name = "fairness",
    description = "Several clients take all they can get: how much does each get?")
final class FairnessCommand extends Experiment {

  @Option(
      names = "--client",
      paramLabel = "ADDR=TUNNELS",
      required = true,
      description = "A client; may be repeated.")
  private List<ClientSpec> clients = new ArrayList<>();

  @Option(
      names = "--weights",
      paramLabel = "N",
      split = ",",
      description = "What each client is to have, in proportion; in the order of --client.")
  private List<Double> weights = new ArrayList<>();

  @Option(
      names = "--direction",
      paramLabel = "down|up",
      defaultValue = "down",
      description = "Which way bytes go; default: ${DEFAULT-VALUE}.")
  private Direction direction = Direction.DOWN;

  FairnessCommand(Console console) {
    super(console);
  }

  @Override
  void check() {
    boolean usable = weights.size() == clients.size() && weights.stream().allMatch(w -> w > 0);
    if (!weights.isEmpty() && !usable) {
      throw usage("--weights: " + weights + " (expected: for each --client one number above 0)");
    }
  }

  @Override
  void measure(Bench bench) throws IOException, InterruptedException {
    CpuMeter cpu = new CpuMeter(run().process());
    try (Crowd crowd = Crowd.open(bench.route(), clients, run().threads(), bench.progress())) {
      TrafficMeter meter =
          new TrafficMeter(
              crowd.begin(() -> new Bulk(direction, clients.size(), _ -> Quota.UNLIMITED)), cpu);
      crowd.watch().measure(run().window(), meter);
      report(bench.report(), meter.traffic());
      cpu.perGigabyte(bench.report(), meter.traffic().total());
    }
  }

  private void report(Report report, Traffic traffic) {
    List<Double> rates = traffic.rates();
    List<Report> rows = new ArrayList<>();
    for (int i = 0; i < clients.size(); i++) {
      InetAddress address = Objects.requireNonNull(clients.get(i).address());
      rows.add(
          new Report()
              .put("address", address.getHostAddress())
              .put("tunnels", clients.get(i).tunnels())
              .put("bytes", traffic.bytes().get(i))
              .put("bytes_per_second", Math.round(rates.get(i))));
    }
    report
        .put("direction", direction)
        .put("clients", rows)
        .put("total_bytes", traffic.total())
        .put("total_bytes_per_second", Math.round(traffic.rate()))
        .put("jain", JainIndex.of(rates))
        .put("weighted_jain", weights.isEmpty() ? null : JainIndex.weighted(rates, weights));
  }
}
