package io.github.httptunnel.server;

import java.util.Locale;

/** How a client speaks to its proxy, or to its target. */
enum Scheme {
  /** In the clear. */
  HTTP,
  /** Inside TLS. */
  HTTPS;

  String urlOf(String authority) {
    return name().toLowerCase(Locale.ROOT) + "://" + authority;
  }
}
