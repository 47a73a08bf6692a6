package io.github.httptunnel.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code misbehave}. */
@Command(
    name = "misbehave",
    description =
        "Connections are made that are no good to a proxy: what becomes of them, when, and what do"
            + " they leave behind?")
final class MisbehaveCommand extends Experiment {

  private static final Duration SETTLE = Duration.ofSeconds(5);

  /** A log that is rolled, a file that is read: that many come and go by themselves. */
  private static final int OTHERS = 2;

  @Mixin private final ClientOptions client = new ClientOptions();

  @Option(
      names = "--manner",
      paramLabel = "MANNER",
      required = true,
      description = "How they behave: ${COMPLETION-CANDIDATES}.")
  private Manner manner = Manner.SILENT;

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "100",
      description = "How many, one after the other; default: ${DEFAULT-VALUE}.")
  private Count connections = new Count(1);

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "How many at once, at most; default: all.")
  private @Nullable Count atOnce;

  @Option(
      names = "--target",
      paramLabel = "KIND",
      description =
          "What they ask for, on this machine: ${COMPLETION-CANDIDATES}; default: the origin.")
  private DeadEnd.@Nullable Kind target;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description =
          "How often those that send a byte now and then do so; default: ${DEFAULT-VALUE}.")
  private Duration every = Duration.ZERO;

  MisbehaveCommand(Console console) {
    super(console);
  }

  @Override
  void check() {
    if (every.isZero()) {
      throw usage("--every: 0 (expected: a time above 0)");
    }
  }

  @Override
  void measure(Bench bench) throws IOException, InterruptedException {
    if (bench.route().tls() != null) {
      throw usage("--tls: whoever misbehaves speaks none (expected: without it)");
    }
    bench.report().put("manner", manner).put("connections", connections.value());
    if (target == null) {
      visit(bench, bench.origin());
    } else {
      try (DeadEnd end = DeadEnd.open(target)) {
        visit(bench, end.endpoint());
      }
    }
  }

  private void visit(Bench bench, Endpoint asked) throws IOException, InterruptedException {
    int threads = run().threads();
    int number = connections.value();
    int most = atOnce == null ? number : atOnce.value();
    List<ClientSpec> clients = client.clients(bench.route().peer(), number);
    Visits.Plan plan =
        new Visits.Plan(
            manner,
            Math.ceilDiv(number, threads),
            Math.ceilDiv(most, threads),
            bench.route(),
            asked,
            clients);
    Remains remains = Remains.of(run().process());
    try (Loops<Visits> loops = Loops.start("visitors", threads, loop -> new Visits(loop, plan))) {
      loops.each(Visits::begin);
      await(bench, loops, remains);
      Fates fates = loops.ask(Visits::found).stream().reduce(Fates::plus).orElseThrow();
      bench.report().put("still_there", loops.sum(Visits::left));
      fates.report(bench.report());
    }
    remains.settle(SETTLE, OTHERS);
    remains.report(bench.report(), Math.min(most, number));
  }

  /** Waits until all are over, or time is. */
  private void await(Bench bench, Loops<Visits> loops, Remains remains)
      throws IOException, InterruptedException {
    Watch watch = new Watch(bench.progress(), new CompletableFuture<>());
    Window window = run().window();
    for (long now = System.nanoTime(); !window.isOver(now); now = System.nanoTime()) {
      if (loops.sum(Visits::left) == 0) {
        return;
      }
      watch.whilePositive(() -> loops.sum(Visits::left), every);
      loops.each(Visits::dribble);
      remains.look();
    }
  }
}
