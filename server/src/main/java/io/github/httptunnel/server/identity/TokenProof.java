package io.github.httptunnel.server.identity;

import io.github.httptunnel.tunnel.Proof;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * A token that counted.
 *
 * @param key with which it was signed
 * @param until it counts; absent: what it proved outlives it
 * @param clock that time is told by
 */
record TokenProof(Key key, @Nullable Instant until, InstantSource clock) implements Proof {

  @Override
  public @Nullable Duration left() {
    return until == null ? null : Duration.between(clock.instant(), until);
  }

  @Override
  public String toString() {
    return "TokenProof[***]";
  }
}
