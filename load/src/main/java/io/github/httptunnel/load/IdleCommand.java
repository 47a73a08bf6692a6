package io.github.httptunnel.load;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code idle}. */
@Command(name = "idle", description = "Many tunnels stay open: what do they cost?")
final class IdleCommand extends Experiment {

  @Mixin private final ClientOptions client = new ClientOptions();

  @Option(
      names = "--tunnels",
      paramLabel = "N",
      required = true,
      description =
          "How many; each takes a descriptor here, two in the proxy and one in the origin.")
  private Count tunnels = new Count(1);

  @Option(
      names = "--unread",
      description = "Each asks for a download without end, and never reads it.")
  private boolean unread;

  IdleCommand(Console console) {
    super(console);
  }

  @Override
  void measure(Bench bench) throws IOException, InterruptedException {
    Report report = bench.report().put("tunnels", tunnels.value());
    report.put("unread", unread ? true : null);
    @Nullable ProcessTree process = run().process();
    Memory before = process == null ? Memory.NONE : process.memory();
    try (Crowd crowd =
        Crowd.open(
            bench.route(),
            client.clients(bench.route().peer(), tunnels.value()),
            run().threads(),
            bench.progress())) {
      crowd.begin(() -> new Idle(unread));
      Window window = run().window();
      CpuMeter cpu = new CpuMeter(process);
      crowd.watch().measure(window, cpu);
      cpu.percent(report, window.seconds());
      if (process != null) {
        process.memory().report(report, before, tunnels.value());
      }
    }
  }
}
