package io.github.httptunnel.testkit;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Plays the {@link BadInput#answer()} of an entry, as the target of whoever connects. */
public final class AnswerScript {

  private AnswerScript() {}

  /**
   * Starts a target that does {@code parts} on each connection and then closes it.
   *
   * @throws IllegalArgumentException if a part is in prose
   */
  public static ScriptedPeer start(List<InputPart> parts) {
    return ScriptedPeer.start(
        parts.stream().flatMap(AnswerScript::actions).toArray(PeerAction[]::new));
  }

  private static Stream<PeerAction> actions(InputPart part) {
    return part instanceof InputPart.Drip(String latin1, Duration interval, Duration length)
        ? Collections.nCopies((int) length.dividedBy(interval), latin1).stream()
            .flatMap(text -> Stream.of(new PeerAction.Write(text), new PeerAction.Pause(interval)))
        : Stream.of(action(part));
  }

  private static PeerAction action(InputPart part) {
    return switch (part) {
      case InputPart.Text(String latin1) -> new PeerAction.Write(latin1);
      case InputPart.Repeat(String latin1, int times) -> new PeerAction.Write(latin1.repeat(times));
      case InputPart.ByteByByte(String latin1, Duration interval) ->
          new PeerAction.Trickle(latin1, interval);
      case InputPart.Delay(Duration length) -> new PeerAction.Pause(length);
      case InputPart.Read(int bytes) -> new PeerAction.Read(bytes);
      case InputPart.ReadHead() -> new PeerAction.ReadHead();
      case InputPart.ReadToEnd() -> new PeerAction.ReadToEnd();
      case InputPart.ReadNothing(Duration length) -> new PeerAction.Pause(length);
      case InputPart.HalfClose() -> new PeerAction.HalfClose();
      case InputPart.Reset() -> new PeerAction.Reset();
      case InputPart.Close() -> new PeerAction.Close();
      case InputPart.Drip _, InputPart.Unplayable _ ->
          throw new IllegalArgumentException("answer: cannot be played: " + part);
    };
  }
}
