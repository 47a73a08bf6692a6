package io.github.httptunnel.load;

import picocli.CommandLine.TypeConversionException;

/**
 * How many of something, as an option.
 *
 * @param value 1 or more
 */
record Count(int value) {

  /** Reads a whole number. */
  static Count parse(String text) {
    try {
      int value = Integer.parseInt(text);
      if (value >= 1) {
        return new Count(value);
      }
    } catch (NumberFormatException _) {
      // Told below, with what is expected.
    }
    throw new TypeConversionException("'" + text + "' (expected: a whole number above 0)");
  }
}
