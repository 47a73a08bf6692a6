package io.github.httptunnel.limit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one kind, such as those of all users: a {@link Pool} for each that is active now.
 *
 * @param <K> by which they are told apart
 */
final class Tier<K> {

  private final Function<K, @Nullable Long> limits;
  private final Map<K, Pool> pools = new HashMap<>();

  /** A tier in which this says how many bytes per second each may use; absent for no limit. */
  Tier(Function<K, @Nullable Long> limits) {
    this.limits = limits;
  }

  /** The pool that binds this one; absent if none does. */
  @Nullable Pool pool(@Nullable K key) {
    Long limit = key == null ? null : limits.apply(key);
    return key == null || limit == null ? null : pools.computeIfAbsent(key, _ -> new Pool(limit));
  }

  void forEach(Consumer<Pool> action) {
    pools.values().forEach(action);
  }

  /** Whether there are limits, and nothing is left of any. */
  boolean isSpent() {
    return !pools.isEmpty() && pools.values().stream().allMatch(Pool::isSpent);
  }

  /** Drops the pools that nobody uses; whoever comes back finds a full one, as it would be. */
  void dropEmpty() {
    pools.values().removeIf(Pool::isEmpty);
  }
}
