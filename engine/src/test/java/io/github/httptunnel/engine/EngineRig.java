package io.github.httptunnel.engine;

import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.relay.Relays;
import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Screen;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An engine whose regime changes when the test says so, and one request on its way. */
final class EngineRig {

  /** Where the target is. */
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");

  static final Forbidden BLOCKED = new Forbidden(Forbidden.Rule.BLOCKED);

  final EmbeddedChannel client = new EmbeddedChannel();
  final EmbeddedChannel target = new EmbeddedChannel();
  final Asked negotiation = new Asked(client);
  final List<TunnelEvent> events = new ArrayList<>();
  private final Promise<ConnectResult> dial = client.eventLoop().newPromise();
  private Regime regime;
  final TunnelEngine engine;

  EngineRig(Screen screen) {
    client.freezeTime();
    regime = regime(false, false, screen, Duration.ZERO);
    engine =
        new TunnelEngine(
            () -> regime,
            new Relays(Bandwidth.UNLIMITED, RelayEngine.AUTO, client -> client),
            new Reporter(events::add, Ticker.systemTicker(), InstantSource.system()));
  }

  /** From now on other rules hold. */
  void change(boolean deniesName, boolean deniesAddress, @Nullable Duration revokeAfter) {
    regime = regime(deniesName, deniesAddress, Screen.NONE, revokeAfter);
    engine.judgeAgain();
    run();
  }

  private Regime regime(
      boolean deniesName, boolean deniesAddress, Screen screen, @Nullable Duration revokeAfter) {
    AccessPolicy access =
        new AccessPolicy() {
          @Override
          public Decision byName(TunnelRequest request) {
            return decision(deniesName);
          }

          @Override
          public Decision byAddress(TunnelRequest request, InetAddress address) {
            return decision(deniesAddress && address.equals(ADDRESS));
          }
        };
    return new Regime(
        access,
        (_, _) -> dial,
        _ -> new Admission.Admitted(() -> {}),
        RelayRules.defaults(),
        Map.of(),
        screen,
        revokeAfter);
  }

  private static Decision decision(boolean denies) {
    return denies ? new Decision.Denied(BLOCKED) : new Decision.Allowed();
  }

  void open() {
    engine.open(negotiation);
    run();
  }

  void connect() {
    dial.setSuccess(new ConnectResult.Connected(target, ADDRESS, null, Duration.ZERO));
    run();
  }

  void establish() {
    open();
    connect();
    negotiation.accepted.setSuccess(null);
    run();
  }

  void run() {
    client.runPendingTasks();
    target.runPendingTasks();
  }

  void pass(Duration time) {
    client.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    client.runScheduledPendingTasks();
    run();
  }

  boolean isOver() {
    return !ends().isEmpty();
  }

  /** How the only request has ended. */
  Outcome outcome() {
    return ends().getFirst();
  }

  private List<Outcome> ends() {
    return events.stream()
        .filter(TunnelEvent.Closed.class::isInstance)
        .map(event -> ((TunnelEvent.Closed) event).stats().outcome())
        .toList();
  }

  void close() {
    engine.closeAll(Duration.ZERO);
    run();
    client.finishAndReleaseAll();
    target.finishAndReleaseAll();
  }
}
