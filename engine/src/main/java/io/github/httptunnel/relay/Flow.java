package io.github.httptunnel.relay;

import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.StreamEnd;
import org.jspecify.annotations.Nullable;

/**
 * One direction: what the source sends goes to the sink, and the source is read only while the sink
 * takes it and the rules let it go. How bytes move is the driver's; how a direction ends is here.
 */
abstract sealed class Flow permits ChannelFlow, SocketFlow {

  /** Told whether the sink got the last word, behind all data. */
  @FunctionalInterface
  interface Told {
    void told(boolean success);
  }

  private final Ledger ledger;
  private @Nullable StreamEnd ended;
  private @Nullable Runnable whenPassedOn;

  Flow(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Begins to ask for data. */
  abstract void start();

  /** Whether nothing waits here. */
  abstract boolean isEmpty();

  /** Whether bytes wait because the sink takes no more. */
  abstract boolean isBlocked();

  /** Bytes that are in the memory of this process. */
  abstract long held();

  /** Drops what waits for being let go. */
  abstract void dropHeld();

  /** Gives back whatever is held. */
  abstract void releaseAll();

  /** Tells the sink that nothing follows. */
  abstract void sendEnd(Told told);

  final Ledger ledger() {
    return ledger;
  }

  /** The source finished. */
  final void finish(Told told) {
    last(() -> sendEnd(told));
  }

  /** Nothing follows but this, behind all data. */
  final void last(Runnable word) {
    ended = StreamEnd.FINISHED;
    whenPassedOn(word);
  }

  /** Ends this direction, if it is still open or something waits to be passed on. */
  final void end(StreamEnd how) {
    if (ended == null || !isEmpty()) {
      ended = how;
    }
    dropHeld();
    ledger.unhold(ledger.now());
    // an end behind what is dropped here would make it look complete
    whenPassedOn = null;
  }

  /** The relay is over. */
  final void close() {
    end(StreamEnd.CUT);
    releaseAll();
    ledger.close();
  }

  final boolean isOpen() {
    return ended == null;
  }

  /** Runs the action when nothing waits here any more, which may be now. */
  final void whenPassedOn(Runnable action) {
    if (isEmpty()) {
      action.run();
    } else {
      Runnable before = whenPassedOn;
      whenPassedOn =
          () -> {
            if (before != null) {
              before.run();
            }
            action.run();
          };
    }
  }

  /** Nothing waits here any more. */
  final void passedOn() {
    Runnable next = whenPassedOn;
    whenPassedOn = null;
    if (next != null) {
      next.run();
    }
  }

  /** Nothing may go on until more is let go. */
  final void await(int waiting, Runnable resume, long now) {
    if (ledger.isSpent()) {
      end(StreamEnd.CUT);
      ledger.breakPayload();
    } else {
      ledger.whenMore(waiting, resume, now);
    }
  }

  /** What was carried; an open direction counts as cut. */
  final DirectionStats stats() {
    return ledger.stats(ended == null ? StreamEnd.CUT : ended);
  }
}
