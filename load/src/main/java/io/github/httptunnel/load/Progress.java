package io.github.httptunnel.load;

import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line that tells how far a run is, written anew in its place.
 *
 * @param terminal where it stands; none where nobody looks
 */
record Progress(@Nullable PrintWriter terminal) {

  private static final String ERASE_LINE = "\r\u001b[2K";

  /** Replaces the line. */
  void show(String what, double done, double goal, String unit) {
    if (terminal != null) {
      terminal.print(
          ERASE_LINE + String.format(Locale.ROOT, "%s: %.0f of %.0f %s", what, done, goal, unit));
      terminal.flush();
    }
  }

  /** Removes the line, for what is written behind it. */
  void clear() {
    if (terminal != null) {
      terminal.print(ERASE_LINE);
      terminal.flush();
    }
  }
}
