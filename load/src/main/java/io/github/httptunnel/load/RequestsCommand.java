package io.github.httptunnel.load;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code requests}. */
@Command(
    name = "requests",
    description =
        "Tunnels carry messages to an echo and back: how many, and how long do they take?")
final class RequestsCommand extends Experiment {

  private static final int LARGEST = 1 << 20;

  @Mixin private final ClientOptions client = new ClientOptions();
  @Mixin private final RateOption rate = new RateOption();

  @Option(
      names = "--tunnels",
      paramLabel = "N",
      defaultValue = "64",
      description = "How many; each carries one message at a time; default: ${DEFAULT-VALUE}.")
  private Count tunnels = new Count(1);

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "64",
      description = "Of a message; default: ${DEFAULT-VALUE}.")
  private Count size = new Count(1);

  RequestsCommand(Console console) {
    super(console);
  }

  @Override
  void check() {
    if (size.value() > LARGEST) {
      throw usage("--size: " + size.value() + " (expected: at most " + LARGEST + ")");
    }
  }

  @Override
  void measure(Bench bench) throws IOException, InterruptedException {
    bench.report().put("tunnels", tunnels.value()).put("size", size.value());
    @Nullable Double perSecond = rate.perSecond();
    try (Crowd crowd =
        Crowd.open(
            bench.route(),
            client.clients(bench.route().peer(), tunnels.value()),
            run().threads(),
            bench.progress())) {
      Window window = run().window();
      Loops<Pace> paces =
          crowd
              .begin(() -> new Messages(new Pace(window, rate.timing()), size.value()))
              .map(Messages::pace);
      Operations operations = new Operations(paces, perSecond, window, crowd.watch());
      CpuMeter cpu = new CpuMeter(run().process());
      operations.run(cpu, bench.report());
    }
  }
}
