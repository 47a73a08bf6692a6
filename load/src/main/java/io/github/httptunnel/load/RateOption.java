package io.github.httptunnel.load;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says how often something begins. */
final class RateOption {

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "How many begin each second, whatever becomes of them; times count from the moment that"
              + " was planned. Without it each begins when the one before is over.")
  private @Nullable Count rate;

  Timing timing() {
    return rate == null ? Timing.IN_TURN : Timing.WHEN_DUE;
  }

  @Nullable Double perSecond() {
    return rate == null ? null : Double.valueOf(rate.value());
  }
}
