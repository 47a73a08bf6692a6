package io.github.httptunnel.relay;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * Fair turns between the clients of one event loop (deficit round robin): a client with a thousand
 * busy tunnels weighs as much as one with a single tunnel.
 *
 * <p>An event of a client that has not used up its allowance is worked on when it comes. The rest
 * waits with its client, and clients that wait have a turn each, in order; between two turns the
 * loop looks at all sockets. So whoever has little to do waits for one turn at most. A read cannot
 * be divided: what it brought beyond the allowance is taken off the client's next turns.
 *
 * <p>Confined to the event loop.
 */
final class Turns {

  /** So many turns that nobody owes anything any more. */
  static final long FORGIVEN = 1 << 20;

  private final Executor afterEvents;
  private final Map<Object, Turn> clients = new HashMap<>();
  private final Queue<Turn> waiting = new ArrayDeque<>();
  private final Runnable next = this::next;
  private long number;
  private boolean ends;

  /**
   * @param afterEvents runs a task once the loop has worked on the events that it knows of, and
   *     lets it look for others before it runs the next
   */
  Turns(Executor afterEvents) {
    this.afterEvents = afterEvents;
  }

  /**
   * The turn of a client, forgotten once all that {@link Turn#held hold} it have closed it.
   *
   * @param client equal to itself, whoever asks
   */
  Turn of(Object client) {
    return clients.computeIfAbsent(client, key -> new Turn(this, key));
  }

  /** How many clients there are. */
  int clients() {
    return clients.size();
  }

  /** Counts turns. */
  long number() {
    return number;
  }

  void forget(Object client) {
    clients.remove(client);
  }

  /** The client has something that waits. */
  void await(Turn turn) {
    waiting.add(turn);
    endsSoon();
  }

  /** Somebody's allowance is used up, which must not last if nobody else wants the loop. */
  void endsSoon() {
    if (!ends) {
      ends = true;
      afterEvents.execute(next);
    }
  }

  private void next() {
    ends = false;
    try {
      boolean enough = false;
      while (!enough && !waiting.isEmpty()) {
        number++;
        enough = go(waiting.remove());
      }
    } finally {
      if (waiting.isEmpty()) {
        number += FORGIVEN;
      } else {
        endsSoon();
      }
    }
  }

  private boolean go(Turn turn) {
    try {
      return turn.go();
    } finally {
      if (turn.isWaiting()) {
        waiting.add(turn);
      }
    }
  }
}
