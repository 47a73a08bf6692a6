package io.github.httptunnel.engine;

import io.github.httptunnel.relay.Ending;
import io.github.httptunnel.relay.Relay;
import io.github.httptunnel.relay.RelayResult;
import io.github.httptunnel.relay.Relays;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelId;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of a tunnel, step by step:
 *
 * <pre>
 *   open ─► admit ─► decide ─► connect ─► attach ─► accept ─► relay ─► closed
 *             └────────┴──────────┴───────────────────┴─► refused, or abandoned by the client
 * </pre>
 *
 * <p>Each request runs on its client channel's event loop, alone: no step needs a lock. Whatever
 * happens, a request ends once, gives back what it holds, and is reported with one {@link
 * TunnelEvent.Closed}. The relay is attached before the client is told yes, as the bytes behind its
 * request fall into it.
 *
 * <p>Thread-safe: requests of all event loops come here.
 */
public final class TunnelEngine implements TunnelSink {

  private static final Refusal NO_MEMORY =
      new Refusal.Overloaded(Refusal.Overloaded.Resource.MEMORY);
  private static final Refusal KILLED = new Refusal.Forbidden(Refusal.Forbidden.Rule.OPERATOR);

  private final Supplier<Regime> regime;
  private final Relays relays;
  private final Reporter reporter;
  private final LiveTunnels live = new LiveTunnels();
  private final Revocation revocation;
  private final LiveView view;

  /**
   * @param regime asked once for each request, on its event loop
   * @param relays shared by all engines of the process
   */
  public TunnelEngine(Supplier<Regime> regime, Relays relays, Reporter reporter) {
    this.regime = regime;
    this.relays = relays;
    this.reporter = reporter;
    this.revocation =
        new Revocation(regime, (tunnel, denied) -> stop(tunnel, denied, CloseReason.REVOKED));
    this.view = new LiveView(live, tunnel -> stop(tunnel, KILLED, CloseReason.KILLED));
  }

  @Override
  public void open(Negotiation negotiation) {
    Tunnel tunnel = new Tunnel(TunnelId.random(), negotiation, regime.get());
    live.add(tunnel);
    guarded(tunnel, () -> admit(tunnel));
  }

  @Override
  public void failed(ClientInfo client, Outcome outcome) {
    reporter.failed(TunnelId.random(), client, outcome);
  }

  @Override
  public void secured(ClientInfo client) {
    reporter.secured(client);
  }

  /** How many requests and tunnels are under way. */
  public int live() {
    return live.count();
  }

  /** What is under way, to look at and to end. */
  public LiveView view() {
    return view;
  }

  /** Refuses new requests from now on; completes when the last tunnel is over. */
  public Future<Void> drain() {
    return live.drain();
  }

  /**
   * Ends all requests and tunnels that are under way, as drained, in random order.
   *
   * @param within spread evenly over that time, so that clients do not come back all at once
   */
  public void closeAll(Duration within) {
    live.onceEach(within, this::cutOff);
  }

  /** How many were ended by {@link #closeAll}; the rest ended by themselves. */
  public int cutOff() {
    return live.cutOff();
  }

  /** Holds all that is under way to the regime of now, as it has changed. From any thread. */
  public void judgeAgain() {
    live.onEachLoop(revocation::judge);
  }

  /**
   * Ends the tunnels that hold most bytes, as memory is short.
   *
   * @param most how many on each event loop; those that hold nothing are left alone
   */
  public void relieve(int most) {
    live.onEachLoop((_, tunnels) -> Relief.ofLargest(tunnels, most));
  }

  private void admit(Tunnel tunnel) {
    if (live.isDraining()) {
      refuse(tunnel, new Refusal.Draining());
      return;
    }
    switch (tunnel.regime().limit().admit(tunnel.request())) {
      case Admission.Rejected(Refusal refusal) -> refuse(tunnel, refusal);
      case Admission.Admitted(var permit) -> {
        tunnel.hold(permit);
        decide(tunnel);
      }
    }
  }

  private void decide(Tunnel tunnel) {
    tunnel.enter(Phase.DECIDE);
    Refusal refusal = tunnel.judged(tunnel.regime().access().byName(tunnel.request()));
    if (refusal == null) {
      connect(tunnel);
    } else {
      refuse(tunnel, refusal);
    }
  }

  private void connect(Tunnel tunnel) {
    dial(tunnel);
    tunnel.negotiation().abandoned().addListener(_ -> abandon(tunnel));
  }

  private void dial(Tunnel tunnel) {
    tunnel.enter(Phase.CONNECT);
    Future<ConnectResult> dial = tunnel.negotiation().connect(tunnel.regime().connector());
    tunnel.dialing(dial);
    dial.addListener(_ -> guarded(tunnel, () -> connected(tunnel, dial)));
  }

  private void connected(Tunnel tunnel, Future<ConnectResult> dial) {
    if (tunnel.isOver()) {
      return;
    }
    switch (dial.syncUninterruptibly().getNow()) {
      case ConnectResult.Failed(Refusal refusal, var rule, var dns) -> {
        tunnel.measured(dns, null);
        tunnel.unreached(refusal, rule);
        refuse(tunnel, refusal);
      }
      case ConnectResult.Connected connected -> reached(tunnel, connected);
    }
  }

  private void reached(Tunnel tunnel, ConnectResult.Connected connected) {
    Refusal refusal = tunnel.reached(connected);
    if (refusal == null) {
      revocation.judgeReached(tunnel);
    } else {
      refuse(tunnel, refusal);
    }
    if (tunnel.isOver()) {
      connected.target().close();
    } else {
      attach(tunnel, connected);
    }
  }

  private void attach(Tunnel tunnel, ConnectResult.Connected connected) {
    tunnel.enter(Phase.ACCEPT);
    Negotiation negotiation = tunnel.negotiation();
    Relay relay =
        relays.between(negotiation.client(), connected.target(), tunnel.request(), tunnel.rules());
    tunnel.relaying(relay);
    RelayStart.prepare(tunnel, relay);
    relay.attach();
    relay.done().addListener(_ -> relayed(tunnel, relay.done().getNow()));
    Future<Void> told = negotiation.accept();
    told.addListener(_ -> guarded(tunnel, () -> accepted(tunnel, relay, told)));
  }

  private void accepted(Tunnel tunnel, Relay relay, Future<Void> told) {
    if (tunnel.isOver() || relay.done().isDone()) {
      return;
    }
    if (!told.isSuccess()) {
      abandon(tunnel);
      return;
    }
    tunnel.enter(Phase.RELAY);
    if (tunnel.establish()) {
      reporter.established(tunnel.id(), tunnel.request());
      revocation.judgeWhenDue(tunnel);
    }
    RelayStart.begin(tunnel, relay);
  }

  private void relayed(Tunnel tunnel, RelayResult result) {
    if (result.fault() != null) {
      reporter.faulted(tunnel.phase(), result.fault());
    }
    switch (result.ending()) {
      case Ending.Closed(_, var by) when tunnel.phase() == Phase.ACCEPT && by == Side.CLIENT ->
          abandon(tunnel);
      case Ending.Closed(var reason, var by) -> end(tunnel, new Outcome.Closed(reason, by), result);
      case Ending.Exchanged(var by, Channel target) -> {
        end(tunnel, new Outcome.Closed(CloseReason.END_OF_STREAM, by), result);
        tunnel.negotiation().exchanged(target);
      }
      case Ending.CalledOff(var refusal) -> {
        if (end(tunnel, new Outcome.Refused(refusal, tunnel.phase()), result)) {
          tunnel.negotiation().refuse(refusal);
        }
      }
      case Ending.Stale() -> {
        tunnel.relaying(null);
        guarded(tunnel, () -> dial(tunnel));
      }
    }
  }

  private void refuse(Tunnel tunnel, Refusal refusal) {
    if (end(tunnel, new Outcome.Refused(refusal, tunnel.phase()), null)) {
      tunnel.negotiation().refuse(refusal);
    }
  }

  /** Every request comes through here, and only the first time counts. */
  private boolean end(Tunnel tunnel, Outcome outcome, @Nullable RelayResult result) {
    if (!tunnel.end()) {
      return false;
    }
    live.remove(tunnel);
    reporter.ended(tunnel, outcome, result);
    return true;
  }

  private void abandon(Tunnel tunnel) {
    if (tunnel.phase() != Phase.RELAY && end(tunnel, new Outcome.Abandoned(tunnel.phase()), null)) {
      tunnel.negotiation().client().close();
      if (tunnel.relay() != null) {
        tunnel.relay().abort(CloseReason.RESET);
      }
    }
  }

  private void cutOff(Tunnel tunnel) {
    if (!tunnel.isOver()) {
      live.countCutOff();
      stop(tunnel, new Refusal.Draining(), CloseReason.DRAINED);
    }
  }

  /** Ends a request for a reason of the proxy's own: told while the client waits, else aborted. */
  private void stop(Tunnel tunnel, Refusal refusal, CloseReason reason) {
    if (tunnel.relay() == null) {
      refuse(tunnel, refusal);
    } else {
      tunnel.relay().abort(reason);
    }
  }

  /** A step that throws is reported, and the client gets an answer. */
  private void guarded(Tunnel tunnel, Runnable step) {
    try {
      step.run();
    } catch (OutOfMemoryError exhausted) {
      failed(tunnel, exhausted, NO_MEMORY, CloseReason.OVERLOADED);
    } catch (Throwable fault) {
      failed(tunnel, fault, new Refusal.Internal(), CloseReason.INTERNAL);
    }
  }

  private void failed(Tunnel tunnel, Throwable cause, Refusal refusal, CloseReason reason) {
    reporter.faulted(tunnel.phase(), cause);
    stop(tunnel, refusal, reason);
  }
}
