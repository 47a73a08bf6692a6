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
  private int seconds;

  @Option(
      names = "--warmup",
      paramLabel = "N",
      defaultValue = "2",
      description = "Seconds before that; default: ${DEFAULT-VALUE}.")
  private int warmup;

  /** A window that is planned from now. */
  Window window() {
    return Window.after(Duration.ofSeconds(warmup), Duration.ofSeconds(seconds));
  }

  int seconds() {
    return seconds;
  }
}
