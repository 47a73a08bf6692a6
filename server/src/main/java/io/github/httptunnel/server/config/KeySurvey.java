package io.github.httptunnel.server.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which keys there are. Filled by running the readers over an empty file: a key is known because
 * some reader asks for it, so that no list can lag behind.
 */
final class KeySurvey {

  private final Map<String, KnownKey> keys = new LinkedHashMap<>();
  private boolean running = true;

  /** From now on keys are only looked up. */
  KeySurvey finish() {
    running = false;
    return this;
  }

  /** Whether readers are run for their keys: then every section is visited once. */
  boolean isRunning() {
    return running;
  }

  void add(KnownKey key) {
    if (running) {
      keys.putIfAbsent(key.path(), key);
    }
  }

  Collection<KnownKey> keys() {
    return keys.values();
  }

  /** Where else a key of this name stands. */
  Optional<String> elsewhere(String name) {
    return keys.values().stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .map(key -> key.parent().isEmpty() ? "to the top level" : "under '" + key.parent() + "'");
  }
}
