package io.github.httptunnel.bench.load;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is measured, as an option.
 *
 * @param text as it was written
 * @param proxy its address; none to measure without one
 */
record Hop(String text, @Nullable InetSocketAddress proxy) {

  /** Reads {@code 127.0.0.1:8080} or {@code direct}. */
  static Hop parse(String text) {
    return new Hop(text, text.equals("direct") ? null : Endpoint.parse(text).address());
  }

  /** The way to a target; a fixed proxy is not asked for it. */
  Route to(InetSocketAddress target, boolean fixed) {
    return proxy == null ? new Route(target, null) : new Route(proxy, fixed ? null : target);
  }
}
