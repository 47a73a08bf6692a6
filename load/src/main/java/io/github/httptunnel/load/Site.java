package io.github.httptunnel.load;

import org.jspecify.annotations.Nullable;

/**
 * The way to an origin, which is closed with it if it is ours.
 *
 * @param route the way
 * @param origin its end; the route's peer where nobody is asked for it
 * @param own the origin in this process, if there is one
 */
record Site(Route route, Endpoint origin, @Nullable Origin own) implements AutoCloseable {

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
