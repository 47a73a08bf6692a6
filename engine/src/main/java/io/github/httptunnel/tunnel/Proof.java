package io.github.httptunnel.tunnel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a client rests on, for whoever can say later whether that still counts: see
 * {@link Authenticator#stands}. Immutable; {@code toString} says nothing about the client.
 */
public interface Proof {

  /**
   * How long it counts at most from now on, by itself; absent: as long as nobody says otherwise.
   */
  default @Nullable Duration left() {
    return null;
  }
}
