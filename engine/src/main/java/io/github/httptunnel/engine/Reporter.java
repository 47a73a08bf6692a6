package io.github.httptunnel.engine;

import io.github.httptunnel.relay.RelayResult;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Timings;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelId;
import io.github.httptunnel.tunnel.TunnelObserver;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells the observer what happened, with the figures of the end. Thread-safe if the observer is.
 */
public final class Reporter {

  private final TunnelObserver observer;
  private final Ticker ticker;
  private final InstantSource wallClock;

  /**
   * @param ticker the event loops' clock, the one of {@link ClientInfo#acceptedNanos()}
   * @param wallClock for {@link Timings#started()} alone
   */
  public Reporter(TunnelObserver observer, Ticker ticker, InstantSource wallClock) {
    this.observer = observer;
    this.ticker = ticker;
    this.wallClock = wallClock;
  }

  void established(TunnelId id, TunnelRequest request) {
    observer.on(new TunnelEvent.Established(id, request));
  }

  void secured(ClientInfo client) {
    observer.on(new TunnelEvent.Secured(client, since(client)));
  }

  /** A step threw: a fault of ours, unless it is that there was no memory. */
  void faulted(Phase phase, Throwable fault) {
    observer.on(
        fault instanceof OutOfMemoryError
            ? new TunnelEvent.Exhausted(phase)
            : new TunnelEvent.Faulted(phase, fault));
  }

  /** No request came. */
  void failed(TunnelId id, ClientInfo client, Outcome outcome) {
    Timings timings = timings(client, null, null, null);
    observer.on(
        new TunnelEvent.Closed(
            new TunnelStats(id, client, null, null, outcome, null, null, timings)));
  }

  /**
   * A request ended.
   *
   * @param result what was relayed; absent if nothing could be
   */
  void ended(Tunnel tunnel, Outcome outcome, @Nullable RelayResult result) {
    TunnelRequest request = tunnel.request();
    Timings timings =
        timings(request.client(), tunnel.negotiated(), tunnel.dns(), tunnel.connect());
    observer.on(
        new TunnelEvent.Closed(
            new TunnelStats(
                tunnel.id(),
                request.client(),
                request.target(),
                tunnel.address(),
                request.kind(),
                request.user(),
                tunnel.rule(),
                tunnel.reported(),
                outcome,
                result == null ? null : result.upstream(),
                result == null ? null : result.downstream(),
                timings,
                request.trace())));
  }

  private Timings timings(
      ClientInfo client,
      @Nullable Duration negotiate,
      @Nullable Duration dns,
      @Nullable Duration connect) {
    Duration total = since(client);
    return new Timings(wallClock.instant().minus(total), negotiate, dns, connect, total);
  }

  private Duration since(ClientInfo client) {
    return Duration.ofNanos(ticker.nanoTime() - client.acceptedNanos());
  }
}
