package io.github.httptunnel.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
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

  private static final double NANOS_PER_SECOND = 1e9;
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
    double interval = NANOS_PER_SECOND / rate.value();
    long before = Math.max(0, (long) ((window.begin() - System.nanoTime()) / interval));
    // Counted from the window's beginning, so that it holds as many as it should.
    long begin = window.begin() - (long) (before * interval);
    int turn = 0;
    for (long due = begin; !window.isOver(due); due = begin + (long) (++turn * interval)) {
      while (System.nanoTime() - due < 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      long moment = due;
      loops.one(turn % loops.size(), offers -> offers.due(moment));
    }
  }
}
