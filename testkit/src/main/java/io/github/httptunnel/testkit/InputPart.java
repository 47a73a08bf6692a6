package io.github.httptunnel.testkit;

import java.time.Duration;

/** One step of a {@link BadInput}. Texts are Latin-1: each character is one byte. */
public sealed interface InputPart {

  /** Bytes, sent in one write. */
  record Text(String latin1) implements InputPart {}

  /** The same bytes many times, sent in large writes. */
  record Repeat(String latin1, int times) implements InputPart {}

  /** Bytes, sent one by one with {@code interval} between two. */
  record ByteByByte(String latin1, Duration interval) implements InputPart {}

  /** The same bytes again and again, one write each {@code interval}, for {@code length}. */
  record Drip(String latin1, Duration interval, Duration length) implements InputPart {}

  /** A pause in which answers are still read. */
  record Delay(Duration length) implements InputPart {}

  /** Waits for that many further bytes of the answer. */
  record Read(int bytes) implements InputPart {}

  /** Waits for the next empty line, as an HTTP head ends. */
  record ReadHead() implements InputPart {}

  /** Waits until the other party has ended the connection or its half of it. */
  record ReadToEnd() implements InputPart {}

  /** A pause in which nothing is read, so that the sender must stop. */
  record ReadNothing(Duration length) implements InputPart {}

  /** Ends the outbound half. */
  record HalfClose() implements InputPart {}

  /** Ends the connection with a RST. */
  record Reset() implements InputPart {}

  /** Ends the connection in order. */
  record Close() implements InputPart {}

  /** Something the catalogue says in prose or that bytes over TCP do not show. */
  record Unplayable(String description) implements InputPart {}
}
