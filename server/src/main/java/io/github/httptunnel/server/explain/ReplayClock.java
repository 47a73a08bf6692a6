package io.github.httptunnel.server.explain;

import java.time.Instant;
import java.time.InstantSource;

/** Tells rules the time of the request that is decided on. Used by one thread. */
public final class ReplayClock implements InstantSource {

  private Instant now = Instant.EPOCH;

  @Override
  public Instant instant() {
    return now;
  }

  void set(Instant time) {
    now = time;
  }
}
