package io.github.httptunnel.bench.load;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idle}. */
@Command(name = "idle", description = "Many tunnels stay open: what do they cost?")
final class IdleCommand implements Callable<Integer> {

  /** The first of the addresses that clients dial from; 127.0.0.1 is everybody else's. */
  private static final int FIRST = 2;

  @Mixin private final RouteOptions route = new RouteOptions();
  @Mixin private final TimeOptions time = new TimeOptions();
  @Mixin private final PidOption pid = new PidOption();

  @Option(
      names = "--tunnels",
      paramLabel = "N",
      required = true,
      description = "How many; each takes a descriptor here, two in the proxy, one in the origin.")
  private int tunnels;

  @Option(
      names = "--clients",
      paramLabel = "N",
      defaultValue = "10",
      description = "Addresses they come from, up to 250; default: ${DEFAULT-VALUE}.")
  private int clients;

  private final PrintWriter out;
  private final PrintWriter err;

  IdleCommand(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Report report = route.report("idle").put("tunnels", tunnels);
    long resident = resident();
    try (RouteOptions.Site site = route.open();
        Crowd crowd = Crowd.idle(site.route(), spread(tunnels, clients))) {
      Window window = time.window();
      window.awaitBegin(crowd.broken());
      CpuMeter cpu = CpuMeter.start(pid.process());
      window.awaitEnd(crowd.broken());
      Double seconds = cpu.seconds();
      if (seconds != null) {
        long after = resident();
        report
            .put("cpu_percent", 100 * seconds / time.seconds())
            .put("rss_before", resident)
            .put("rss_after", after)
            .put("rss_per_tunnel", (after - resident) / Math.max(1, tunnels));
      }
    }
    report.print(out, err);
    return 0;
  }

  private long resident() throws IOException {
    ProcessTree process = pid.process();
    return process == null ? 0 : process.residentBytes();
  }

  /** The tunnels in equal shares, as far as they can be; none for a client that would get none. */
  static List<ClientSpec> spread(int tunnels, int clients) {
    List<ClientSpec> specs = new ArrayList<>();
    for (int i = 0; i < Math.min(tunnels, clients); i++) {
      int share = tunnels / clients + (i < tunnels % clients ? 1 : 0);
      specs.add(new ClientSpec(InetAddress.ofLiteral("127.0.0." + (FIRST + i)), share));
    }
    return specs;
  }
}
