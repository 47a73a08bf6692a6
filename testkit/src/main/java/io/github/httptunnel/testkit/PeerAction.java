package io.github.httptunnel.testkit;

import java.time.Duration;

/** One step of a {@link ScriptedPeer}. Texts are Latin-1: each character is one byte. */
public sealed interface PeerAction {

  /** Reads exactly that many bytes; at an early end the script is over. */
  record Read(int bytes) implements PeerAction {}

  /** Reads up to and including an empty line, as an HTTP head ends. */
  record ReadHead() implements PeerAction {}

  /** Reads until the client ends its half. */
  record ReadToEnd() implements PeerAction {}

  /** Writes the text at once. */
  record Write(String latin1) implements PeerAction {}

  /** Writes the text one byte at a time, with {@code interval} between two bytes. */
  record Trickle(String latin1, Duration interval) implements PeerAction {}

  /** Does nothing for that long. */
  record Pause(Duration length) implements PeerAction {}

  /** Does nothing until the peer is closed. */
  record Stall() implements PeerAction {}

  /** Ends the outbound half with a FIN. */
  record HalfClose() implements PeerAction {}

  /** Ends the connection with a RST. */
  record Reset() implements PeerAction {}

  /**
   * Closes the connection, as the end of the script does: with a FIN, or with a RST if the client
   * has sent what was not read (RFC 9293 §3.6.1).
   */
  record Close() implements PeerAction {}
}
