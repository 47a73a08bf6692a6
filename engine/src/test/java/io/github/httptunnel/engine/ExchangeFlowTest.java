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
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.RelaySignal;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.github.httptunnel.tunnel.TunnelStats;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Ticker;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of a request whose connections outlive it. */
class ExchangeFlowTest {

  private static final Refusal REFUSAL = new Refusal.BadAnswer(Refusal.BadAnswer.Fault.NONE);

  private final EmbeddedChannel client = new EmbeddedChannel();
  private final List<EmbeddedChannel> targets = new ArrayList<>();
  private final Asked negotiation = new Asked(client);
  private final List<TunnelEvent> events = new ArrayList<>();
  private int permits;
  private int permitsTaken;
  private final Regime regime =
      new Regime(
          new Everything(),
          (_, loop) -> loop.newSucceededFuture(connected()),
          _ -> {
            permits++;
            permitsTaken++;
            return new Admission.Admitted(() -> permits--);
          },
          RelayRules.defaults());
  private final TunnelEngine engine =
      new TunnelEngine(
          () -> regime,
          new Relays(Bandwidth.UNLIMITED, RelayEngine.AUTO, client -> client),
          new Reporter(events::add, Ticker.systemTicker(), InstantSource.system()));

  @BeforeEach
  void openAndEstablish() {
    negotiation.kind = TunnelRequest.Kind.EXCHANGE;
    negotiation.accepted.setSuccess(null);
    engine.open(negotiation);
    client.runPendingTasks();
  }

  @AfterEach
  void givesBackWhatItHeldAndReportsOnce() {
    client.finishAndReleaseAll();
    targets.forEach(EmbeddedChannel::finishAndReleaseAll);
    client.runPendingTasks();
    assertThat(permits).isZero();
    assertThat(permitsTaken).isOne();
    assertThat(engine.live()).isZero();
    assertThat(events.stream().filter(TunnelEvent.Closed.class::isInstance)).hasSize(1);
  }

  @Test
  void endsAnExchangeCleanlyAndHandsTheChannelsBackOnce() {
    exchange();
    assertThat(stats().outcome())
        .isEqualTo(new Outcome.Closed(CloseReason.END_OF_STREAM, Side.CLIENT));
    assertThat(stats().kind()).isEqualTo(TunnelRequest.Kind.EXCHANGE);
    assertThat(negotiation.exchanges).isOne();
    assertThat(client.isOpen()).isTrue();
    assertThat(target().isOpen()).isTrue();
  }

  @Test
  void refusesAnExchangeThatIsCalledOffWithTheBytesItCarried() {
    client.writeInbound(Unpooled.copiedBuffer("ask", StandardCharsets.US_ASCII));
    signal(target(), new RelaySignal.CallOff(REFUSAL));
    assertThat(negotiation.refused).isEqualTo(REFUSAL);
    assertThat(stats().outcome()).isEqualTo(new Outcome.Refused(REFUSAL, Phase.RELAY));
    assertThat(stats().upstream().bytes()).isEqualTo(3);
    assertThat(negotiation.exchanges).isZero();
  }

  @Test
  void closesAnExchangeThatIsBrokenOff() {
    signal(target(), new RelaySignal.BreakOff(CloseReason.INCOMPLETE));
    assertThat(stats().outcome())
        .isEqualTo(new Outcome.Closed(CloseReason.INCOMPLETE, Side.TARGET));
    assertThat(negotiation.refused).isNull();
    assertThat(client.isOpen()).isFalse();
  }

  @Test
  void dialsAgainWhenTheTargetIsStaleAndReportsOneExchange() {
    signal(target(), new RelaySignal.Stale());
    assertThat(targets).hasSize(2);
    exchange();
    assertThat(events.stream().filter(TunnelEvent.Established.class::isInstance)).hasSize(1);
    assertThat(negotiation.exchanges).isOne();
  }

  @Test
  void cutsOffAnExchangeThatWasDialledAgain() {
    signal(target(), new RelaySignal.Stale());
    engine.closeAll(Duration.ZERO);
    client.runPendingTasks();
    assertThat(stats().outcome()).isEqualTo(new Outcome.Closed(CloseReason.DRAINED, Side.PROXY));
  }

  @Test
  void drainsWhenTheExchangeIsOverAndItsConnectionStaysOpen() {
    Future<Void> drained = engine.drain();
    assertThat(drained.isDone()).isFalse();
    exchange();
    assertThat(drained.isSuccess()).isTrue();
    assertThat(client.isOpen()).isTrue();
  }

  private void exchange() {
    signal(client, new RelaySignal.EndOfMessage(false));
    signal(target(), new RelaySignal.EndOfMessage(true));
  }

  private EmbeddedChannel target() {
    return targets.getLast();
  }

  private void signal(EmbeddedChannel channel, RelaySignal signal) {
    channel.pipeline().fireUserEventTriggered(signal);
    client.runPendingTasks();
  }

  private ConnectResult connected() {
    targets.add(new EmbeddedChannel(new ChannelInboundHandlerAdapter()));
    return new ConnectResult.Connected(target(), null, null, Duration.ZERO);
  }

  private TunnelStats stats() {
    return events.stream()
        .filter(TunnelEvent.Closed.class::isInstance)
        .map(event -> ((TunnelEvent.Closed) event).stats())
        .findFirst()
        .orElseThrow();
  }

  /** Allows all there is. */
  private static final class Everything implements AccessPolicy {
    @Override
    public Decision byName(TunnelRequest request) {
      return new Decision.Allowed();
    }

    @Override
    public Decision byAddress(TunnelRequest request, InetAddress address) {
      return new Decision.Allowed();
    }
  }
}
