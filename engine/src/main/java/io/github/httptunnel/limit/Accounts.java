package io.github.httptunnel.limit;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The accounts of all clients, or of all users, under hashes that cannot be foreseen. There are at
 * most {@value #MOST}; when they are all in use, whoever is new shares one of {@value #OVERFLOWS}
 * others with those of the same wider network. So an attacker with many addresses displaces nobody
 * who is there, and of those who are new it meets few: its addresses lie in few networks.
 *
 * <p>Thread-safe: the accounts are dealt out to shards, each with a monitor, that are held for as
 * long as a few additions take.
 *
 * @param <A> what an account is
 */
final class Accounts<A extends Account> {

  /** How many there are, without those that are shared. */
  static final int MOST = Shard.MOST * Accounts.SHARDS;

  /** How many are shared. */
  static final int OVERFLOWS = Shard.OVERFLOWS * Accounts.SHARDS;

  private static final int SHARD_BITS = 6;
  private static final int SHARDS = 1 << SHARD_BITS;

  private final List<Shard<A>> shards;

  /**
   * Without an account.
   *
   * @param opening makes an account that is changed through its argument only
   */
  Accounts(Function<Executor, A> opening) {
    this.shards = Stream.generate(() -> new Shard<>(opening)).limit(SHARDS).toList();
  }

  /**
   * Does something with an account, which is opened if it is not there, while nobody else has it.
   *
   * @param <T> what comes of it
   * @param network the hash of the wider network, for when all accounts are in use
   */
  <T> T use(long key, long network, long now, Function<A, T> action) {
    return shard(key).use(key, now, action).orElseGet(() -> shard(network).share(network, action));
  }

  /** How many accounts there are. */
  int size() {
    return shards.stream().mapToInt(Shard::size).sum();
  }

  /** Shows all accounts, each while nobody else has it. */
  void visit(Consumer<A> visitor) {
    shards.forEach(shard -> shard.visit(visitor));
  }

  /** How often somebody had to share an account, since the start. */
  long overflows() {
    return shards.stream().mapToLong(Shard::overflows).sum();
  }

  private Shard<A> shard(long hash) {
    return shards.get((int) (hash >>> (Long.SIZE - SHARD_BITS)));
  }
}
