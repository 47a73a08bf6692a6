package io.github.httptunnel.server.api;

import io.github.httptunnel.engine.LiveTunnel;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is under way, and how fast each is: over the last second or two if somebody has asked
 * before, else over a tenth of a second. Of what was there before, figures alone are kept. Of very
 * many, all who ask within a second see the same count. Blocks; several may ask at the same time,
 * hence the lock.
 */
final class Census {

  /** Counting fewer costs less than a millisecond. */
  static final int MANY = 1000;

  private static final Duration APART = Duration.ofSeconds(1);
  private static final Duration OLDEST = Duration.ofSeconds(10);
  private static final long SHARED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanoTime;
  private final Earlier<Figures> figures;

  /** Weak: tunnels that are over must not be kept because somebody has seen them. */
  private WeakReference<@Nullable List<Row>> shared = new WeakReference<>(null);

  private long sharedAt;

  /**
   * @param source what is under way now
   */
  Census(Supplier<List<LiveTunnel>> source, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.figures =
        new Earlier<>(
            () -> new Figures(source.get(), Carried.NOTHING),
            nanoTime,
            APART,
            OLDEST,
            Figures::withoutTunnels);
  }

  /** All tunnels at one moment, or what remains of them later. */
  private record Figures(List<LiveTunnel> tunnels, Carried carried) {

    Figures withoutTunnels() {
      return new Figures(List.of(), Carried.of(tunnels));
    }
  }

  /** All of them, in no order; of very many, as they were within the last second. */
  synchronized List<Row> rows() {
    List<Row> known = shared.get();
    if (known != null && nanoTime.getAsLong() - sharedAt < SHARED_NANOS) {
      return known;
    }
    long now = nanoTime.getAsLong();
    List<Row> rows = rowsNow();
    if (rows.size() >= MANY) {
      shared = new WeakReference<>(rows);
      sharedAt = now;
    }
    return rows;
  }

  /** All of them, in no order, as they are now. */
  synchronized List<Row> rowsNow() {
    shared.clear();
    Earlier.Pair<Figures> readings = figures.read();
    Carried earlier = readings.before().value().carried();
    return readings.now().value().tunnels().stream()
        .map(tunnel -> {
          int before = earlier.find(tunnel.id());
          return new Row(
              tunnel,
              readings.perSecond(tunnel.upstreamBytes() - earlier.upstream(before)),
              readings.perSecond(tunnel.downstreamBytes() - earlier.downstream(before)));
        })
        .toList();
  }

  /** Those who ask from now on see what has been done to them. */
  synchronized void changed() {
    shared.clear();
  }
}
