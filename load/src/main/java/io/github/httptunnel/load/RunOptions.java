package io.github.httptunnel.load;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how is measured, the same for all experiments. */
final class RunOptions {

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "10",
      description = "How long is measured; default: ${DEFAULT-VALUE}.")
  private Duration seconds = Duration.ZERO;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "2",
      description = "Seconds before that; default: ${DEFAULT-VALUE}.")
  private Duration warmup = Duration.ZERO;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many threads serve tunnels, and as many the origin if it is in this process;"
              + " default: ${DEFAULT-VALUE}.")
  private Count threads = new Count(1);

  @Option(
      names = "--pid",
      paramLabel = "PID",
      description =
          "The proxy's process: adds what it costs, with all that descend from it. Linux only.")
  private @Nullable Long pid;

  @Option(
      names = "--label",
      paramLabel = "TEXT",
      description = "Repeated in the result, for whoever reads many of them.")
  private @Nullable String label;

  @Option(names = "--json", description = "Only the JSON line: no table, and no progress.")
  private boolean json;

  // The library acts on it by itself.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** A window that is planned from now. */
  Window window() {
    return Window.after(warmup, seconds);
  }

  Duration warmup() {
    return warmup;
  }

  int threads() {
    return threads.value();
  }

  boolean json() {
    return json;
  }

  @Nullable String label() {
    return label;
  }

  @Nullable ProcessTree process() {
    return pid == null ? null : new ProcessTree(pid);
  }

  /** What the library cannot see by itself. */
  void check() {
    if (seconds.isZero()) {
      throw usage("--seconds: 0 (expected: a time above 0)");
    }
  }

  /** The command line is wrong. */
  ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
