package io.github.httptunnel.load;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code setup}. */
@Command(
    name = "setup",
    description =
        "Tunnels are opened, carry one message of 64 bytes to an echo and back, and end: how many,"
            + " and how long does it take from the connect until the message is back?")
final class SetupCommand extends Experiment {

  @Mixin private final ClientOptions client = new ClientOptions();
  @Mixin private final RateOption rate = new RateOption();

  @Option(
      names = "--concurrent",
      paramLabel = "N",
      defaultValue = "64",
      description = "How many at once, at most; default: ${DEFAULT-VALUE}.")
  private Count concurrent = new Count(1);

  SetupCommand(Console console) {
    super(console);
  }

  @Override
  void measure(Bench bench) throws IOException, InterruptedException {
    bench.report().put("concurrent", concurrent.value());
    @Nullable Double perSecond = rate.perSecond();
    Window window = run().window();
    int threads = Math.min(run().threads(), concurrent.value());
    try (Loops<Part> loops =
        Loops.start("clients", threads, loop -> new Part(loop, new Pace(window, rate.timing())))) {
      List<ClientSpec> clients = client.clients(bench.route().peer(), concurrent.value());
      int index = 0;
      for (ClientSpec spec : clients) {
        for (int i = 0; i < spec.tunnels(); i++) {
          loops.one(
              index++ % threads,
              part ->
                  part.pace()
                      .add(new Cycle(part.loop(), bench.route(), spec.address(), part.pace())));
        }
      }
      Watch watch = new Watch(bench.progress(), loops.broken());
      Operations operations = new Operations(loops.map(Part::pace), perSecond, window, watch);
      CpuMeter cpu = new CpuMeter(run().process());
      operations.run(cpu, bench.report());
    }
  }

  /** What one thread has. */
  private record Part(Loop loop, Pace pace) {}
}
