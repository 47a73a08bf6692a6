package io.github.httptunnel.server.explain;

import io.github.httptunnel.connect.AddressOrder;
import io.github.httptunnel.connect.Resolver;
import java.util.List;

/**
 * What decides on requests under one configuration.
 *
 * @param listeners at least one
 * @param resolver the one that requests have
 * @param order in which requests would dial
 */
public record Deciding(List<ListenerView> listeners, Resolver resolver, AddressOrder order) {

  /** Copies the list. */
  public Deciding {
    listeners = List.copyOf(listeners);
  }
}
