package io.github.httptunnel.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fairness}. */
@Command(
    name = "fairness",
    description = "Several clients take all they can get: how much does each get?")
final class FairnessCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final RouteOptions route = new RouteOptions();
  @Mixin private final TimeOptions time = new TimeOptions();
  @Mixin private final PidOption pid = new PidOption();

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
      defaultValue = "down",
      description = "Which way bytes go, down or up; default: ${DEFAULT-VALUE}.")
  private Direction direction = Direction.DOWN;

  private final PrintWriter out;
  private final PrintWriter err;

  FairnessCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    checkWeights();
    try (Site site = route.open();
        Crowd crowd = Crowd.greedy(site.route(), clients, direction)) {
      Window window = time.window();
      window.awaitBegin(crowd.broken());
      CpuMeter cpu = CpuMeter.start(pid.process());
      Sample before = crowd.sample();
      window.awaitEnd(crowd.broken());
      Sample after = crowd.sample();
      Report report = report(before, after);
      cpu.report(report, (double) (after.total() - before.total()));
      report.print(out, err);
    }
    return 0;
  }

  private void checkWeights() {
    boolean usable = weights.size() == clients.size() && weights.stream().allMatch(w -> w > 0);
    if (!weights.isEmpty() && !usable) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "--weights: " + weights + " (expected: for each --client one number above 0)");
    }
  }

  private Report report(Sample before, Sample after) {
    List<Double> rates = after.ratesSince(before);
    List<Report> rows = new ArrayList<>();
    for (int i = 0; i < clients.size(); i++) {
      rows.add(
          new Report()
              .put("address", clients.get(i).address().getHostAddress())
              .put("tunnels", clients.get(i).tunnels())
              .put("bytes", after.bytes().get(i) - before.bytes().get(i))
              .put("bytes_per_second", Math.round(rates.get(i))));
    }
    return route
        .report("fairness")
        .put("direction", direction.name())
        .put("clients", rows)
        .put("total_bytes", after.total() - before.total())
        .put("total_bytes_per_second", Math.round(after.rateSince(before)))
        .put("jain", JainIndex.of(rates))
        .put("weighted_jain", weights.isEmpty() ? null : JainIndex.weighted(rates, weights));
  }
}
