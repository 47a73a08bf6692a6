package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.Permit;

/** Two places that are given back together. */
record Both(Permit first, Permit second) implements Permit {

  @Override
  public void release() {
    first.release();
    second.release();
  }
}
