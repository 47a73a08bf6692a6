package io.github.httptunnel.server.api;

import io.github.httptunnel.engine.LiveTunnel;
import io.github.httptunnel.tunnel.TunnelId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Counts what is under way, and how fast each is: over the last second or two if somebody has asked
 * before, else over a tenth of a second. Of what was there before, figures alone are kept.
 * Thread-safe; blocks.
 */
final class Census {

  private static final Duration APART = Duration.ofSeconds(1);
  private static final Duration OLDEST = Duration.ofSeconds(10);

  private final Earlier<Figures> figures;

  /**
   * @param source what is under way now
   */
  Census(Supplier<List<LiveTunnel>> source, LongSupplier nanoTime) {
    this.figures =
        new Earlier<>(
            () -> new Figures(source.get(), Map.of()),
            nanoTime,
            APART,
            OLDEST,
            Figures::withoutTunnels);
  }

  /** What one tunnel had carried. */
  private record Carried(long upstream, long downstream) {
    static final Carried NOTHING = new Carried(0, 0);
  }

  /** All tunnels at one moment, or what remains of them later. */
  private record Figures(List<LiveTunnel> tunnels, Map<TunnelId, Carried> carried) {

    Figures withoutTunnels() {
      Map<TunnelId, Carried> figures = new HashMap<>();
      for (LiveTunnel tunnel : tunnels) {
        figures.put(tunnel.id(), new Carried(tunnel.upstreamBytes(), tunnel.downstreamBytes()));
      }
      return new Figures(List.of(), figures);
    }
  }

  /** All of them, in no order. */
  List<Row> rows() {
    Earlier.Pair<Figures> readings = figures.read();
    Map<TunnelId, Carried> earlier = readings.before().value().carried();
    return readings.now().value().tunnels().stream()
        .map(tunnel -> {
          Carried before = earlier.getOrDefault(tunnel.id(), Carried.NOTHING);
          return new Row(
              tunnel,
              readings.perSecond(tunnel.upstreamBytes() - before.upstream()),
              readings.perSecond(tunnel.downstreamBytes() - before.downstream()));
        })
        .toList();
  }
}
