package io.github.httptunnel.engine;

import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Proof;
import io.github.httptunnel.tunnel.Refusal;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges what is under way a second time, when the regime has changed, and ends what it denies.
 * Each tunnel is judged on its own loop, a slice of them at a time: what else the loop has to do
 * comes in between.
 */
final class Revocation {

  /** Takes well below a millisecond. */
  static final int SLICE = 256;

  /** Far above any tunnel's life, and within what an event loop can count. */
  private static final Duration LONGEST = Duration.ofDays(3650);

  private final Supplier<Regime> regime;
  private final BiConsumer<Tunnel, Refusal.Forbidden> end;

  /**
   * @param end ends a tunnel that is denied, on its loop
   */
  Revocation(Supplier<Regime> regime, BiConsumer<Tunnel, Refusal.Forbidden> end) {
    this.regime = regime;
    this.end = end;
  }

  /** Those of one loop, on it. */
  void judge(EventLoop loop, List<Tunnel> tunnels) {
    Slices.each(loop, tunnels, SLICE, this::judge, () -> {});
  }

  /**
   * The connection is there. A regime that came meanwhile was asked about the name alone, or not at
   * all if it came in the very moment of the request.
   */
  void judgeReached(Tunnel tunnel) {
    if (!regime.get().equals(tunnel.regime())) {
      judge(tunnel);
    }
  }

  /** Its proofs may end by themselves while it goes on: then it is judged again. */
  void judgeWhenDue(Tunnel tunnel) {
    tunnel.request().client().proofs().stream()
        .map(Proof::left)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .ifPresent(left -> tunnel.due(due(tunnel, left)));
  }

  private Future<?> due(Tunnel tunnel, Duration left) {
    return tunnel
        .loop()
        .schedule(
            () -> judge(tunnel),
            Math.min(LONGEST.toMillis(), Math.max(0, left.toMillis()) + 1),
            TimeUnit.MILLISECONDS);
  }

  private void judge(Tunnel tunnel) {
    if (tunnel.isOver()) {
      return;
    }
    Regime now = regime.get();
    Duration after = now.revokeAfter();
    Refusal.Forbidden denied = after == null ? null : denied(tunnel, now.access());
    if (after == null || denied == null) {
      tunnel.reprieve();
    } else if (after.isZero()) {
      end.accept(tunnel, denied);
    } else {
      tunnel.condemn(() -> later(tunnel, after));
    }
  }

  private Future<?> later(Tunnel tunnel, Duration after) {
    return tunnel
        .loop()
        .schedule(() -> judgeFinally(tunnel), after.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void judgeFinally(Tunnel tunnel) {
    Refusal.Forbidden denied = denied(tunnel, regime.get().access());
    if (!tunnel.isOver() && denied != null) {
      end.accept(tunnel, denied);
    }
  }

  /** Why it would not be let through now; absent if it would. */
  private static Refusal.@Nullable Forbidden denied(Tunnel tunnel, AccessPolicy access) {
    Refusal.Forbidden byName = denied(access.byName(tunnel.request()));
    InetAddress address = tunnel.address();
    return byName != null || address == null
        ? byName
        : denied(access.byAddress(tunnel.request(), address));
  }

  private static Refusal.@Nullable Forbidden denied(Decision decision) {
    return decision instanceof Decision.Denied denied ? denied.refusal() : null;
  }
}
