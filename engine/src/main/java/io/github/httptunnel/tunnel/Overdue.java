package io.github.httptunnel.tunnel;

/**
 * Nothing has moved between a client and its target for too long, as a user event on the client's
 * channel: a protocol that has not answered yet may call it off ({@link RelaySignal.CallOff}) while
 * it is told, else both connections are reset.
 */
public enum Overdue {
  /** The only one. */
  INSTANCE
}
