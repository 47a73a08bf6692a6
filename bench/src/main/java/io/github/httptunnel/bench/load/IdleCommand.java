package io.github.httptunnel.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idle}. */
@Command(name = "idle", description = "Many tunnels stay open: what do they cost?")
final class IdleCommand implements Callable<Integer> {

  @Mixin private final RouteOptions route = new RouteOptions();
  @Mixin private final TimeOptions time = new TimeOptions();
  @Mixin private final PidOption pid = new PidOption();

  @Option(
      names = "--tunnels",
      paramLabel = "N",
      required = true,
      description =
          "How many, from ten addresses; each takes a descriptor here, two in the proxy and one in"
              + " the origin.")
  private Spread tunnels = new Spread(1);

  private final PrintWriter out;
  private final PrintWriter err;

  IdleCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProcessTree process = pid.process();
    Report report = route.report("idle").put("tunnels", tunnels.tunnels());
    long resident = process == null ? 0 : process.residentBytes();
    try (Site site = route.open();
        Crowd crowd = Crowd.idle(site.route(), tunnels.clients())) {
      Window window = time.window();
      window.awaitBegin(crowd.broken());
      CpuMeter cpu = CpuMeter.start(process);
      window.awaitEnd(crowd.broken());
      if (process != null) {
        costs(report, process, resident).put("cpu_percent", 100 * cpu.seconds() / window.seconds());
      }
    }
    report.print(out, err);
    return 0;
  }

  private Report costs(Report report, ProcessTree process, long before) throws IOException {
    long after = process.residentBytes();
    return report
        .put("rss_before", before)
        .put("rss_after", after)
        .put("rss_per_tunnel", (after - before) / tunnels.tunnels());
  }
}
