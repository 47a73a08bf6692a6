package io.github.httptunnel.relay;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What one client may do on one event loop before others have had their turn, however many tunnels
 * it has. Confined to the event loop; work is measured in bytes.
 */
final class Turn {

  /** What one turn is worth: about a tenth of a millisecond. */
  static final int ALLOWANCE = 256 * 1024;

  /** What an event costs beside the bytes that it moves. */
  static final int EVENT = 8 * 1024;

  private final Turns turns;
  private final Object client;
  private final Queue<Waiting> queue = new ArrayDeque<>(0);
  private int holders;
  private long spent;
  private long asOf;
  private boolean waits;

  Turn(Turns turns, Object client) {
    this.turns = turns;
    this.client = client;
  }

  /** One more holds this; to be answered by one {@link #close}. */
  Turn held() {
    holders++;
    return this;
  }

  /** One that held this does so no more. */
  void close() {
    holders--;
    if (holders == 0) {
      turns.forget(client);
    }
  }

  /** Whether the event may be worked on now; else it should {@link #await} its turn. */
  boolean take() {
    settle();
    boolean mine = !waits && spent < ALLOWANCE;
    if (mine) {
      spend(EVENT);
    }
    return mine;
  }

  /** Lets it go when it is this client's turn, behind all that wait already. */
  void await(Waiting event) {
    queue.add(event);
    if (!waits) {
      waits = true;
      turns.await(this);
    }
  }

  /** Bytes were moved. */
  void spend(int bytes) {
    settle();
    spent += bytes;
    if (spent >= ALLOWANCE) {
      turns.endsSoon();
    }
  }

  /** Lets those go that waited longest, within the allowance; whether it was enough for any. */
  boolean go() {
    spent = Math.max(spent - ALLOWANCE, 0);
    asOf = turns.number();
    boolean enough = spent < ALLOWANCE;
    try {
      while (spent < ALLOWANCE && !queue.isEmpty()) {
        spent += EVENT;
        queue.remove().go();
      }
    } finally {
      waits = !queue.isEmpty();
    }
    return enough;
  }

  /** Whether anything waits. */
  boolean isWaiting() {
    return waits;
  }

  /** One that does not wait has paid for a turn with each turn of others. */
  private void settle() {
    if (asOf != turns.number() && !waits) {
      long others = Math.min(turns.number() - asOf, Turns.FORGIVEN);
      spent = Math.max(spent - others * ALLOWANCE, 0);
      asOf = turns.number();
    }
  }
}
