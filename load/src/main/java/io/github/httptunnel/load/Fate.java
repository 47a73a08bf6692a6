package io.github.httptunnel.load;

import java.util.Locale;

/** How a {@link Visit} was over. */
enum Fate {
  /** The proxy ended it. */
  ENDED,
  /** The proxy reset it. */
  RESET,
  /** It reset the connection itself. */
  LEFT,
  /** It found no connection. */
  UNCONNECTED;

  /** What it is called in results. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
