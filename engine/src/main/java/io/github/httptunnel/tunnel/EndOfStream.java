package io.github.httptunnel.tunnel;

/**
 * The end of one direction, as a message. Written to a channel behind its data it becomes that
 * channel's own form of half-close (TCP FIN, TLS close_notify); fired as a user event it says that
 * the peer has finished sending.
 *
 * <p>Why a message: a half-close by call overtakes writes that are still queued and cuts them off.
 */
public enum EndOfStream {
  /** The only one. */
  INSTANCE
}
