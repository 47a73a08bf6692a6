package io.github.httptunnel.server;

import java.util.Locale;

/** How a client speaks to its proxy. */
enum Scheme {
  /** In the clear. */
  HTTP,
  /** Inside TLS. */
  HTTPS;

  String urlOf(int port) {
    return name().toLowerCase(Locale.ROOT) + "://127.0.0.1:" + port;
  }
}
