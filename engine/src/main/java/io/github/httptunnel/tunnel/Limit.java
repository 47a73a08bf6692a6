package io.github.httptunnel.tunnel;

/** Bounds how much happens at once. Must be thread-safe and must not block. */
@FunctionalInterface
public interface Limit {

  /** Takes a place for this request, if there is one. */
  Admission admit(TunnelRequest request);
}
