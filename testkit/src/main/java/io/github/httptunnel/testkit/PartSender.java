package io.github.httptunnel.testkit;

import java.io.UncheckedIOException;
import java.time.Duration;

/** Sends the parts of one input; each call tells whether there is still somebody to send to. */
final class PartSender {

  private static final int CHUNK = 64 * 1024;

  private final RawClient client;
  private final Transcript transcript;
  private final Duration patience;
  private int awaited;
  private int heads;

  PartSender(RawClient client, Transcript transcript, Duration patience) {
    this.client = client;
    this.transcript = transcript;
    this.patience = patience;
  }

  boolean send(InputPart part) {
    if (transcript.ended()) {
      return false;
    }
    try {
      return perform(part);
    } catch (UncheckedIOException | AssertionError gone) {
      // The peer has ended the connection or takes no more; the transcript learns which.
      transcript.awaitEnd(patience);
      return false;
    }
  }

  private boolean perform(InputPart part) {
    return switch (part) {
      case InputPart.Text(String text) -> sent(text);
      case InputPart.Repeat(String text, int times) -> repeat(text, times);
      case InputPart.ByteByByte(String text, Duration interval) -> oneByOne(text, interval);
      case InputPart.Drip(String text, Duration interval, Duration length) ->
          drip(text, interval, length);
      case InputPart.Delay(Duration length) -> !transcript.awaitEnd(length);
      case InputPart.Read(int bytes) -> read(bytes);
      case InputPart.ReadHead() -> readHead();
      case InputPart.ReadToEnd() -> !transcript.awaitEnd(patience);
      case InputPart.ReadNothing(Duration length) -> done(() -> transcript.pause(length));
      case InputPart.HalfClose() -> done(client::halfClose);
      case InputPart.Reset() -> ended(client::reset);
      case InputPart.Close() -> ended(client::close);
      case InputPart.Unplayable(String description) ->
          throw new IllegalArgumentException("input: cannot be played: " + description);
    };
  }

  private boolean sent(String text) {
    client.send(text);
    return true;
  }

  private boolean repeat(String text, int times) {
    int perWrite = Math.max(1, CHUNK / Math.max(1, text.length()));
    for (int left = times; left > 0 && !transcript.ended(); left -= perWrite) {
      client.send(text.repeat(Math.min(left, perWrite)));
    }
    return !transcript.ended();
  }

  private boolean oneByOne(String text, Duration interval) {
    for (int i = 0; i < text.length(); i++) {
      if (i > 0 && transcript.awaitEnd(interval)) {
        return false;
      }
      client.send(text.substring(i, i + 1));
    }
    return true;
  }

  private boolean drip(String text, Duration interval, Duration length) {
    Deadline by = Deadline.in(length);
    while (!by.passed()) {
      client.send(text);
      long rest = Math.min(interval.toNanos(), by.remainingNanos());
      if (transcript.awaitEnd(Duration.ofNanos(rest))) {
        return false;
      }
    }
    return true;
  }

  private boolean read(int bytes) {
    awaited += bytes;
    return transcript.await(came -> came.length() >= awaited, patience);
  }

  private boolean readHead() {
    heads++;
    return transcript.await(came -> came.split("\r\n\r\n", -1).length > heads, patience);
  }

  private boolean ended(Runnable end) {
    end.run();
    transcript.awaitEnd(patience);
    return false;
  }

  private static boolean done(Runnable action) {
    action.run();
    return true;
  }
}
