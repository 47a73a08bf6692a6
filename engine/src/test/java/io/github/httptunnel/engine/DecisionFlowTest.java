package io.github.httptunnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.relay.RelayEngine;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.relay.Relays;
import io.github.httptunnel.tunnel.AccessPolicy;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What comes of a decision by name and of the one on the address that was reached. */
class DecisionFlowTest {

  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");
  private static final RuleRef FIRST = new RuleRef("rules[0]");
  private static final RuleRef SECOND = new RuleRef("rules[1]");
  private static final Forbidden FORBIDDEN = new Forbidden(Forbidden.Rule.RULE);

  private final EmbeddedChannel client = new EmbeddedChannel();
  private final EmbeddedChannel target = new EmbeddedChannel();
  private final Promise<ConnectResult> dial = client.eventLoop().newPromise();
  private final Asked negotiation = new Asked(client);
  private final List<TunnelStats> ended = new ArrayList<>();
  private Decision byName = new Decision.Allowed();
  private Decision byAddress = new Decision.Allowed();

  private final TunnelEngine engine =
      new TunnelEngine(
          () ->
              new Regime(
                  access(),
                  (_, _) -> dial,
                  _ -> new Admission.Admitted(() -> {}),
                  RelayRules.defaults()),
          new Relays(Bandwidth.UNLIMITED, RelayEngine.AUTO, client -> client),
          new Reporter(this::observe, Ticker.systemTicker(), InstantSource.system()));

  @AfterEach
  void close() {
    client.finishAndReleaseAll();
    target.finishAndReleaseAll();
    client.runPendingTasks();
    assertThat(engine.live()).isZero();
    assertThat(ended).hasSize(1);
  }

  @Test
  void recordsTheRuleThatDeniedTheName() {
    byName = new Decision.Denied(FORBIDDEN, FIRST);
    engine.open(negotiation);
    assertRefused(Phase.DECIDE, FIRST);
  }

  @Test
  void recordsTheRuleThatDeniedEveryAddress() {
    engine.open(negotiation);
    dial.setSuccess(new ConnectResult.Failed(FORBIDDEN, SECOND, Duration.ofMillis(3)));
    client.runPendingTasks();
    assertRefused(Phase.CONNECT, SECOND);
  }

  @Test
  void keepsTheRuleOfTheNameWhenTheTargetCannotBeReached() {
    byName = new Decision.Allowed(FIRST, true);
    engine.open(negotiation);
    Refusal refusal = new Refusal.Unreachable(Refusal.Unreachable.Cause.REFUSED);
    dial.setSuccess(new ConnectResult.Failed(refusal, null));
    client.runPendingTasks();
    assertThat(ended.getFirst().rule()).isEqualTo(FIRST);
    assertThat(ended.getFirst().reported()).isTrue();
  }

  @Test
  void forgetsTheRuleOfTheNameWhenNoRuleDeniedTheAddress() {
    byName = new Decision.Allowed(FIRST, true);
    engine.open(negotiation);
    Forbidden guarded = new Forbidden(Forbidden.Rule.PRIVATE_ADDRESS);
    dial.setSuccess(new ConnectResult.Failed(guarded, null));
    client.runPendingTasks();
    assertThat(ended.getFirst().rule()).isNull();
    assertThat(ended.getFirst().reported()).isFalse();
  }

  @Test
  void closesAConnectionToAnAddressThatIsDeniedNow() {
    byAddress = new Decision.Denied(FORBIDDEN, SECOND);
    engine.open(negotiation);
    connect();
    assertRefused(Phase.CONNECT, SECOND);
    assertThat(target.isOpen()).isFalse();
  }

  @Test
  void recordsTheRuleOfTheAddressThatWasReached() {
    byName = new Decision.Allowed(FIRST, false);
    byAddress = new Decision.Allowed(SECOND, true);
    engine.open(negotiation);
    connect();
    negotiation.accepted.setSuccess(null);
    client.runPendingTasks();
    client.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    target.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    client.runPendingTasks();
    assertThat(ended.getFirst().outcome()).isInstanceOf(Outcome.Closed.class);
    assertThat(ended.getFirst().rule()).isEqualTo(SECOND);
    assertThat(ended.getFirst().reported()).isTrue();
  }

  private void connect() {
    dial.setSuccess(new ConnectResult.Connected(target, ADDRESS, null, Duration.ofMillis(5)));
    client.runPendingTasks();
  }

  private void assertRefused(Phase phase, RuleRef rule) {
    assertThat(negotiation.refused).isEqualTo(FORBIDDEN);
    assertThat(ended.getFirst().outcome()).isEqualTo(new Outcome.Refused(FORBIDDEN, phase));
    assertThat(ended.getFirst().rule()).isEqualTo(rule);
    assertThat(ended.getFirst().reported()).isFalse();
  }

  private void observe(TunnelEvent event) {
    if (event instanceof TunnelEvent.Closed(TunnelStats stats)) {
      ended.add(stats);
    }
  }

  private AccessPolicy access() {
    return new AccessPolicy() {
      @Override
      public Decision byName(TunnelRequest request) {
        return byName;
      }

      @Override
      public Decision byAddress(TunnelRequest request, InetAddress address) {
        return byAddress;
      }
    };
  }
}
