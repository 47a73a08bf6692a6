package io.github.httptunnel.load;

import org.jspecify.annotations.Nullable;

/**
 * The way to an origin, which is closed with it if it is ours.
 *
 * @param route the way
 * @param own the origin in this process, if there is one
 */
record Site(Route route, @Nullable Origin own) implements AutoCloseable {

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
