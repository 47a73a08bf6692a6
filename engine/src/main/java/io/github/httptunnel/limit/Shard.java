package io.github.httptunnel.limit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Some of all {@link Accounts}. One thread at a time looks at them, or changes them by what it
 * gives to {@link #execute}, which is run at once.
 *
 * @param <A> what an account is
 */
final class Shard<A extends Account> implements Executor {

  /** How many accounts there are here, at about half a kilobyte each. */
  static final int MOST = 512;

  /** How many are shared by those for whom there is no other; a power of two. */
  static final int OVERFLOWS = 16;

  /** Looking for accounts that can be forgotten takes long enough to do it no more often. */
  private static final long SWEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Function<Executor, A> opening;
  private final Map<Long, A> accounts = new HashMap<>();
  private final List<A> shared;
  private boolean swept;
  private long sweptAt;
  private long overflows;

  Shard(Function<Executor, A> opening) {
    this.opening = opening;
    this.shared = Stream.generate(() -> opening.apply(this)).limit(OVERFLOWS).toList();
  }

  /** Does something with an account, or with a new one; nothing if there is no room for that. */
  synchronized <T> Optional<T> use(long key, long now, Function<A, T> action) {
    A account = account(key, now);
    return account == null ? Optional.empty() : Optional.of(action.apply(account));
  }

  /** Does something with the account of all that have this network's hash, or one like it. */
  synchronized <T> T share(long network, Function<A, T> action) {
    overflows++;
    return action.apply(shared.get((int) network & (OVERFLOWS - 1)));
  }

  @Override
  public synchronized void execute(Runnable change) {
    change.run();
  }

  /** Shows all accounts, one after the other. */
  synchronized void visit(Consumer<A> visitor) {
    accounts.values().forEach(visitor);
    shared.forEach(visitor);
  }

  synchronized int size() {
    return accounts.size();
  }

  synchronized long overflows() {
    return overflows;
  }

  private @Nullable A account(long key, long now) {
    A known = accounts.get(key);
    if (known != null || (accounts.size() >= MOST && !sweep(now))) {
      return known;
    }
    A opened = opening.apply(this);
    accounts.put(key, opened);
    return opened;
  }

  /** Forgets whom it can; whether there is room now. */
  private boolean sweep(long now) {
    if (!swept || now - sweptAt >= SWEEP_NANOS) {
      swept = true;
      sweptAt = now;
      accounts.values().removeIf(account -> account.isIdle(now));
    }
    return accounts.size() < MOST;
  }
}
