package io.github.httptunnel.bench.load;

import java.time.Duration;
import picocli.CommandLine.Option;

/** The options that say when is measured. */
final class TimeOptions {

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

  /** A window that is planned from now. */
  Window window() {
    return Window.after(warmup, seconds);
  }
}
