package io.github.httptunnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.relay.Relays;
import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.Limit;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TunnelEngineTest {

  private final EmbeddedChannel client = new EmbeddedChannel();
  private final EmbeddedChannel target = new EmbeddedChannel();
  private final Promise<ConnectResult> dial = client.eventLoop().newPromise();
  private final Asked negotiation = new Asked(client);
  private final List<TunnelEvent> events = new ArrayList<>();
  private int dials;
  private int permits;
  private Refusal rejection;
  private RuntimeException observersFault;
  private Decision decision = new Decision.Allowed();
  private int regimes;
  private final Regime regime =
      new Regime(
          access(),
          (_, _) -> {
            dials++;
            return dial;
          },
          limit(),
          RelayRules.defaults());
  private final TunnelEngine engine =
      new TunnelEngine(
          () -> {
            regimes++;
            return regime;
          },
          new Relays(Bandwidth.UNLIMITED, RelayEngine.AUTO, client -> client),
          new Reporter(this::observe, Ticker.systemTicker(), InstantSource.system()));

  @AfterEach
  void givesBackWhatItHeldAndReportsOnce() {
    client.finishAndReleaseAll();
    target.finishAndReleaseAll();
    client.runPendingTasks();
    assertThat(permits).isZero();
    assertThat(engine.live()).isZero();
    assertThat(events.stream().filter(TunnelEvent.Closed.class::isInstance)).hasSize(1);
  }

  @Test
  void aRequestLivesUnderOneRegimeFromItsArrivalToItsEnd() {
    engine.open(negotiation);
    assertThat(regimes).isOne();
    client.close();
    negotiation.abandoned.trySuccess(null);
    client.runPendingTasks();
    assertThat(regimes).isOne();
  }

  @Test
  void refusesWhatTheLimitRejectsWithoutAskingAnybodyElse() {
    rejection = new Refusal.Overloaded(Refusal.Overloaded.Resource.TUNNELS);
    engine.open(negotiation);
    assertRefused(rejection, Phase.ADMIT);
    assertThat(dials).isZero();
  }

  @Test
  void refusesADeniedNameWithoutDialling() {
    Refusal.Forbidden forbidden = new Refusal.Forbidden(Refusal.Forbidden.Rule.BLOCKED);
    decision = new Decision.Denied(forbidden);
    engine.open(negotiation);
    assertRefused(forbidden, Phase.DECIDE);
    assertThat(dials).isZero();
  }

  @Test
  void refusesATargetThatCannotBeReached() {
    Refusal refusal = new Refusal.Unreachable(Refusal.Unreachable.Cause.REFUSED);
    engine.open(negotiation);
    assertThat(permits).isOne();
    dial.setSuccess(new ConnectResult.Failed(refusal, Duration.ofMillis(3)));
    client.runPendingTasks();
    assertRefused(refusal, Phase.CONNECT);
    assertThat(stats().timings().dns()).isEqualTo(Duration.ofMillis(3));
    assertThat(stats().timings().connect()).isNull();
  }

  @Test
  void refusesWhileItDrains() {
    engine.drain();
    engine.open(negotiation);
    assertRefused(new Refusal.Draining(), Phase.ADMIT);
  }

  @Test
  void callsTheDialOffWhenTheClientLeaves() {
    engine.open(negotiation);
    negotiation.abandoned.setSuccess(null);
    client.runPendingTasks();
    assertThat(dial.isCancelled()).isTrue();
    assertThat(stats().outcome()).isEqualTo(new Outcome.Abandoned(Phase.CONNECT));
    assertThat(negotiation.refused).isNull();
  }

  @Test
  void attachesTheRelayBeforeItSaysYes() {
    engine.open(negotiation);
    connect();
    assertThat(negotiation.handlersAtAccept).isGreaterThan(0);
    establish();
    close();
  }

  @Test
  void relaysAndReportsACleanEnd() {
    engine.open(negotiation);
    connect();
    establish();
    assertThat(events.getFirst()).isInstanceOf(TunnelEvent.Established.class);
    close();
    assertThat(stats().outcome())
        .isEqualTo(new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT));
    assertThat(stats().timings().connect()).isEqualTo(Duration.ofMillis(5));
    assertThat(stats().upstream()).isNotNull();
  }

  @Test
  void abandonsAClientThatCannotBeToldYes() {
    engine.open(negotiation);
    connect();
    negotiation.accepted.setFailure(new java.nio.channels.ClosedChannelException());
    client.runPendingTasks();
    assertThat(stats().outcome()).isEqualTo(new Outcome.Abandoned(Phase.ACCEPT));
    assertThat(target.isOpen()).isFalse();
  }

  @Test
  void abandonsAClientThatLeavesWhileItIsToldYes() {
    engine.open(negotiation);
    connect();
    client.close();
    client.runPendingTasks();
    assertThat(stats().outcome()).isEqualTo(new Outcome.Abandoned(Phase.ACCEPT));
    assertThat(target.isOpen()).isFalse();
  }

  @Test
  void endsLiveTunnelsAsDrained() {
    engine.open(negotiation);
    connect();
    establish();
    Future<Void> drained = engine.drain();
    assertThat(drained.isDone()).isFalse();
    engine.closeAll(Duration.ZERO);
    client.runPendingTasks();
    assertThat(stats().outcome()).isEqualTo(new Outcome.Closed(CloseReason.DRAINED, Side.PROXY));
    assertThat(drained.isSuccess()).isTrue();
  }

  @Test
  void refusesRequestsThatStillConnectWhenItClosesAll() {
    engine.open(negotiation);
    engine.closeAll(Duration.ZERO);
    client.runPendingTasks();
    assertRefused(new Refusal.Draining(), Phase.CONNECT);
    assertThat(dial.isCancelled()).isTrue();
  }

  @Test
  void answersAFaultOfItsOwnAndReportsIt() {
    engine.open(negotiation);
    IllegalStateException fault = new IllegalStateException("planted");
    dial.setFailure(fault);
    client.runPendingTasks();
    assertRefused(new Refusal.Internal(), Phase.CONNECT);
    assertThat(events).contains(new TunnelEvent.Faulted(Phase.CONNECT, fault));
  }

  @Test
  void reportsAFaultOfTheRelay() {
    engine.open(negotiation);
    connect();
    establish();
    IllegalStateException fault = new IllegalStateException("planted");
    target.pipeline().fireExceptionCaught(fault);
    assertThat(events).contains(new TunnelEvent.Faulted(Phase.RELAY, fault));
    assertThat(stats().outcome()).isEqualTo(new Outcome.Closed(CloseReason.INTERNAL, Side.PROXY));
  }

  @Test
  void endsATunnelWhoseObserverFails() {
    observersFault = new IllegalStateException("planted");
    engine.open(negotiation);
    connect();
    establish();
    assertThat(events).contains(new TunnelEvent.Faulted(Phase.RELAY, observersFault));
    assertThat(stats().outcome()).isEqualTo(new Outcome.Closed(CloseReason.INTERNAL, Side.PROXY));
  }

  @Test
  void reportsAConnectionOfWhichNoRequestCame() {
    Outcome outcome =
        new Outcome.Refused(new Refusal.TimedOut(Refusal.TimedOut.Wait.REQUEST), Phase.NEGOTIATE);
    engine.failed(negotiation.request().client(), outcome);
    assertThat(stats().outcome()).isEqualTo(outcome);
    assertThat(stats().target()).isNull();
  }

  private void observe(TunnelEvent event) {
    events.add(event);
    if (observersFault != null && event instanceof TunnelEvent.Established) {
      throw observersFault;
    }
  }

  private void connect() {
    dial.setSuccess(new ConnectResult.Connected(target, null, null, Duration.ofMillis(5)));
    client.runPendingTasks();
  }

  private void establish() {
    negotiation.accepted.setSuccess(null);
    client.runPendingTasks();
  }

  private void close() {
    client.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    target.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    client.runPendingTasks();
  }

  private void assertRefused(Refusal refusal, Phase phase) {
    assertThat(negotiation.refused).isEqualTo(refusal);
    assertThat(stats().outcome()).isEqualTo(new Outcome.Refused(refusal, phase));
  }

  private TunnelStats stats() {
    return events.stream()
        .filter(TunnelEvent.Closed.class::isInstance)
        .map(event -> ((TunnelEvent.Closed) event).stats())
        .findFirst()
        .orElseThrow();
  }

  private AccessPolicy access() {
    return new AccessPolicy() {
      @Override
      public Decision byName(TunnelRequest request) {
        return decision;
      }

      @Override
      public Decision byAddress(TunnelRequest request, InetAddress address) {
        return new Decision.Allowed();
      }
    };
  }

  private Limit limit() {
    return _ -> {
      if (rejection != null) {
        return new Admission.Rejected(rejection);
      }
      permits++;
      return new Admission.Admitted(() -> permits--);
    };
  }
}
