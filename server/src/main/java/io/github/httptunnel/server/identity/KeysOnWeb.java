package io.github.httptunnel.server.identity;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Keys that are fetched: at the start, every five minutes, and when a token names one that is not
 * among them, but never twice within a minute. While that fails the last good ones count. Event
 * loops ask while others fetch, hence the atomics.
 */
final class KeysOnWeb implements KeySupply {

  private static final long EVERY_NANOS = Duration.ofMinutes(5).toNanos();
  private static final long LEAST_NANOS = Duration.ofMinutes(1).toNanos();

  private final String name;
  private final Supplier<TokenKeys> fetch;
  private final Logger log;
  private final LongSupplier nanoTime;
  private final AtomicReference<TokenKeys> keys = new AtomicReference<>(TokenKeys.NONE);
  private final AtomicReference<TokenKeys> told = new AtomicReference<>(TokenKeys.NONE);
  private @Nullable CompletableFuture<Void> underWay;
  private boolean tried;
  private long triedAt;

  /**
   * @param name for the log
   * @param fetch blocks; throws IllegalArgumentException with the reason if there are none
   */
  KeysOnWeb(String name, Supplier<TokenKeys> fetch, Logger log, LongSupplier nanoTime) {
    this.name = name;
    this.fetch = fetch;
    this.log = log;
    this.nanoTime = nanoTime;
  }

  @Override
  public TokenKeys get() {
    return keys.get();
  }

  @Override
  public boolean look() {
    if (isOlderThan(keys.get().isEmpty() ? LEAST_NANOS : EVERY_NANOS)) {
      renew();
    }
    TokenKeys now = keys.get();
    return !told.getAndSet(now).sameAs(now);
  }

  private synchronized boolean isOlderThan(long nanos) {
    return !tried || nanoTime.getAsLong() - triedAt >= nanos;
  }

  @Override
  public synchronized @Nullable CompletableFuture<Void> renew() {
    if (underWay != null) {
      return underWay;
    }
    if (!isOlderThan(LEAST_NANOS)) {
      return null;
    }
    tried = true;
    triedAt = nanoTime.getAsLong();
    CompletableFuture<Void> begun = new CompletableFuture<>();
    underWay = begun;
    Thread.ofVirtual().name("jwks").start(() -> fetch(begun));
    return begun;
  }

  private void fetch(CompletableFuture<Void> begun) {
    try {
      TokenKeys now = fetch.get();
      if (!keys.getAndSet(now).sameAs(now)) {
        log.info("{}: fetched, {} keys", name, now.all().size());
      }
    } catch (IllegalArgumentException bad) {
      log.warn(
          "{} {} ({} keys that were there before hold; tried again in a minute or later)",
          name,
          bad.getMessage(),
          keys.get().all().size());
    } catch (RuntimeException fault) {
      log.error("Fault of this program while it fetched keys", fault);
    } finally {
      over();
      begun.complete(null);
    }
  }

  private synchronized void over() {
    underWay = null;
  }
}
