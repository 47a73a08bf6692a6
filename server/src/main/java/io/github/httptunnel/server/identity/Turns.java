package io.github.httptunnel.server.identity;

import io.github.httptunnel.limit.ClientNetwork;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be done, for networks in turn: one that brings much waits for itself. Bounded, in
 * all and for each. Not thread-safe.
 */
final class Turns<T> {

  static final int MOST = 512;
  static final int MOST_OF_ONE = 64;

  private final Map<ClientNetwork, Queue<T>> networks = new LinkedHashMap<>();
  private int waiting;

  /**
   * Lets something wait.
   *
   * @return false if there is no room for it
   */
  boolean offer(ClientNetwork network, T work) {
    Queue<T> queue = networks.get(network);
    if (waiting == MOST || (queue != null && queue.size() == MOST_OF_ONE)) {
      return false;
    }
    if (queue == null) {
      queue = new ArrayDeque<>();
      networks.put(network, queue);
    }
    queue.add(work);
    waiting++;
    return true;
  }

  /** What is to be done next; absent if nothing is. */
  @Nullable T poll() {
    Iterator<Map.Entry<ClientNetwork, Queue<T>>> all = networks.entrySet().iterator();
    if (!all.hasNext()) {
      return null;
    }
    Map.Entry<ClientNetwork, Queue<T>> first = all.next();
    ClientNetwork network = first.getKey();
    Queue<T> queue = first.getValue();
    all.remove();
    T work = queue.remove();
    waiting--;
    if (!queue.isEmpty()) {
      networks.put(network, queue);
    }
    return work;
  }
}
