package io.github.httptunnel.load;

import java.time.Duration;
import picocli.CommandLine.TypeConversionException;

/** Times as options: seconds, with a fraction or without. */
final class Seconds {

  private static final double PER_DAY = 86_400;
  private static final double NANOS = 1e9;

  private Seconds() {}

  /** Reads {@code 10} and {@code 0.5}. */
  static Duration parse(String text) {
    try {
      double seconds = Double.parseDouble(text);
      if (seconds >= 0 && seconds <= PER_DAY) {
        return Duration.ofNanos(Math.round(seconds * NANOS));
      }
    } catch (NumberFormatException _) {
      // Told below, with what is expected.
    }
    throw new TypeConversionException(
        "'" + text + "' is no time (expected: seconds from 0 to 86400)");
  }
}
