package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.Host;
import org.jspecify.annotations.Nullable;

/**
 * A list of hosts, such as one of trackers. Thread-safe; must not block. What it holds may change
 * between two calls: a list may be read again while it is in use.
 */
public interface NameList {

  /**
   * Looks for the host: a name is found if the list holds it or a name above it, in whole labels;
   * an address, if the list holds it or a block around it.
   *
   * @return the entry; null if there is none
   */
  @Nullable ListHit find(Host host);

  /** Whether there are addresses or blocks in the list, so that a name's addresses matter to it. */
  boolean holdsAddresses();
}
