package io.github.httptunnel.access;

import java.util.Set;

/**
 * Where it is asked.
 *
 * @param listeners the listeners' names
 */
public record ListenersMatcher(Set<String> listeners) implements Matcher {

  /** Copies the set. */
  public ListenersMatcher {
    listeners = Set.copyOf(listeners);
  }

  @Override
  public String key() {
    return "listeners";
  }

  @Override
  public Fit fit(Asked asked) {
    return listeners.contains(asked.request().client().listener()) ? Fit.YES : Fit.NO;
  }

  @Override
  public boolean covers(Matcher other) {
    return other instanceof ListenersMatcher(Set<String> others) && listeners.containsAll(others);
  }
}
