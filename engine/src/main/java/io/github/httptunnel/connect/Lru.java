package io.github.httptunnel.connect;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A map that forgets what was not used for longest once it is full. Not thread-safe. */
final class Lru<K, V> {

  private final LinkedHashMap<K, V> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final int capacity;

  Lru(int capacity) {
    this.capacity = capacity;
  }

  @Nullable V get(K key) {
    return entries.get(key);
  }

  void put(K key, V value) {
    entries.put(key, value);
    if (entries.size() > capacity) {
      entries.pollFirstEntry();
    }
  }

  void remove(K key) {
    entries.remove(key);
  }

  int size() {
    return entries.size();
  }
}
