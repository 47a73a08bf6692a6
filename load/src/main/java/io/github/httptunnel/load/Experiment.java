package io.github.httptunnel.load;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One kind of measurement, as a command. */
abstract class Experiment implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final RouteOptions route = new RouteOptions();
  @Mixin private final RunOptions run = new RunOptions();

  private final Console console;

  Experiment(Console console) {
    this.console = console;
  }

  /**
   * What a measurement begins with.
   *
   * @param route the way to the origin
   * @param origin what they are asked to lead to
   * @param progress where waiting is told
   * @param report takes what is found
   */
  record Bench(Route route, Endpoint origin, Progress progress, Report report) {}

  /**
   * Measures.
   *
   * @throws IOException when nothing could be measured, and why
   */
  abstract void measure(Bench bench) throws IOException, InterruptedException;

  /** The command line is wrong in a way that the library cannot see; nothing otherwise. */
  void check() {}

  final RunOptions run() {
    return run;
  }

  final ParameterException usage(String message) {
    return run.usage(message);
  }

  @Override
  public final Integer call() throws InterruptedException {
    run.check();
    check();
    Progress progress = console.progress(run.json());
    Report report =
        new Report()
            .put("experiment", Objects.requireNonNull(spec).name())
            .put("label", run.label());
    route.report(report);
    try (Site site = route.open(run.threads())) {
      measure(new Bench(site.route(), site.origin(), progress, report));
      progress.clear();
      console.print(report, run.json());
      return 0;
    } catch (IOException failed) {
      progress.clear();
      return console.failed(spec, failed);
    }
  }
}
