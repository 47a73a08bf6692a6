package io.github.httptunnel.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code offer}. */
@Command(
    name = "offer",
    description =
        "Tunnels are asked for at a rate, whatever becomes of the earlier ones: how many are"
            + " served, how many refused with which status, and how long does either take?")
final class OfferCommand extends Experiment {

  private static final Duration GRACE = Duration.ofSeconds(5);

  @Mixin private final ClientOptions client = new ClientOptions();

  @Option(
      names = "--rate",
      paramLabel = "N",
      required = true,
      description = "How many are asked for each second.")
  private Count rate = new Count(1);

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "8000",
      description =
          "How many may be under way; one that is due beyond that is not asked for, and counts as"
              + " that; default: ${DEFAULT-VALUE}.")
  private Count most = new Count(1);

  OfferCommand(Console console) {
    super(console);
  }

  @Override
  void measure(Bench bench) throws IOException, InterruptedException {
    Window window = run().window();
    List<ClientSpec> clients = client.clients(bench.route().peer(), rate.value());
    int each = Math.ceilDiv(most.value(), run().threads());
    CpuMeter cpu = new CpuMeter(run().process());
    try (Loops<Offers> loops =
        Loops.start(
            "offers",
            run().threads(),
            loop -> new Offers(loop, bench.route(), clients, each, new Verdicts(window)))) {
      cpu.begin();
      ask(loops, window);
      cpu.end();
      // That a tunnel ends is a result here, and ends nothing.
      Watch watch = new Watch(bench.progress(), new CompletableFuture<>());
      watch.whilePositive(() -> loops.sum(Offers::underWay), GRACE);
      Outcomes found = loops.ask(Offers::found).stream().reduce(Outcomes::plus).orElseThrow();
      bench.report().put("rate", rate.value());
      bench.report().put("per_second", found.served().getTotalCount() / window.seconds());
      found.report(bench.report());
      cpu.percent(bench.report(), window.seconds() + run().warmup().toSeconds());
    }
  }

  /** Asks at even moments until the window is over. */
  private void ask(Loops<Offers> loops, Window window) {
    Metronome.beat(
        rate.value(),
        window,
        (turn, due) -> loops.one(turn % loops.size(), offers -> offers.due(due)));
  }
}
