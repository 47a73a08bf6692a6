package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.ConnectResult;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.TimedOut.Wait;
import io.github.httptunnel.tunnel.Refusal.Unreachable;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CappedConnectorTest {

  private static final int CEILING = 4;
  private static final int LARGE = 1000;
  private static final Refusal MUTE = new TimedOut(Wait.CONNECT);

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final EventLoop loop = channel.eventLoop();
  private final Promise<ConnectResult> dial = loop.newPromise();
  private final ConnectCap cap = new ConnectCap(CEILING, 0);
  private final CappedConnector connector = new CappedConnector((_, _) -> dial, cap);

  CappedConnectorTest() {
    channel.freezeTime();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void holdsAPlaceUntilThereIsAnAnswer() {
    Future<ConnectResult> result = connect("a");
    assertThat(cap.pending()).isEqualTo(1);
    dial.setSuccess(failed(MUTE));
    channel.runPendingTasks();
    assertThat(cap.pending()).isZero();
    assertThat(result.getNow()).isEqualTo(failed(MUTE));
  }

  @Test
  void refusesASecondDialToATargetThatMayHaveOne() {
    connect("a");
    assertThat(connect("a").getNow()).isEqualTo(failed(full()));
  }

  @Test
  void refusesADialBeyondTheCap() {
    connect("a");
    connect("b");
    connect("c");
    connect("d");
    assertThat(connect("e").getNow()).isEqualTo(failed(full()));
    assertThat(cap.pending()).isEqualTo(CEILING);
  }

  @Test
  void givesThePlaceBackWhenItIsCalledOff() {
    connect("a").cancel(false);
    channel.runPendingTasks();
    assertThat(cap.pending()).isZero();
  }

  @Test
  void givesThePlaceBackWhenTheDialThrows() {
    CappedConnector faulty =
        new CappedConnector(
            (_, _) -> {
              throw new IllegalStateException("a fault");
            },
            cap);
    assertThatThrownBy(() -> faulty.connect(request("a"), loop))
        .isInstanceOf(IllegalStateException.class);
    assertThat(cap.pending()).isZero();
  }

  @Test
  void takesATimeoutForSlow() {
    assertThat(capAfterTwenty(failed(MUTE), 0)).isEqualTo(ConnectCap.FLOOR);
  }

  @Test
  void takesARefusalOfTheTargetForAnAnswer() {
    assertThat(capAfterTwenty(failed(new Unreachable(Unreachable.Cause.REFUSED)), 0))
        .isEqualTo(LARGE);
  }

  @Test
  void doesNotBlameTheNetworkForDns() {
    assertThat(capAfterTwenty(failed(new TimedOut(Wait.DNS)), 0)).isEqualTo(LARGE);
  }

  @Test
  void takesOneThatWasCalledOffLateForSlow() {
    assertThat(capAfterTwenty(null, 3000)).isEqualTo(ConnectCap.FLOOR);
  }

  @Test
  void thinksNothingOfOneThatWasCalledOffEarly() {
    assertThat(capAfterTwenty(null, 2999)).isEqualTo(LARGE);
  }

  /** The cap after twenty dials that ended so, or were called off, after so long. */
  private int capAfterTwenty(@Nullable ConnectResult end, int millis) {
    ConnectCap large = new ConnectCap(LARGE, loop.ticker().nanoTime());
    List<Promise<ConnectResult>> dials = new ArrayList<>();
    CappedConnector capped =
        new CappedConnector(
            (_, on) -> {
              dials.add(on.newPromise());
              return dials.getLast();
            },
            large);
    for (int i = 0; i < 20; i++) {
      capped.connect(request("t" + i), loop);
    }
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    dials.subList(0, 19).forEach(one -> end(one, end));
    // the second in which that happened must be over
    capped.connect(request("last"), loop);
    channel.advanceTimeBy(1, TimeUnit.SECONDS);
    end(dials.getLast(), failed(new TimedOut(Wait.DNS)));
    return large.cap();
  }

  private void end(Promise<ConnectResult> dial, @Nullable ConnectResult end) {
    if (end == null) {
      dial.cancel(false);
    } else {
      dial.setSuccess(end);
    }
    channel.runPendingTasks();
  }

  private Future<ConnectResult> connect(String name) {
    return connector.connect(request(name), loop);
  }

  private static ConnectResult failed(Refusal refusal) {
    return new ConnectResult.Failed(refusal, null);
  }

  private static Refusal full() {
    return new Overloaded(Overloaded.Resource.CONNECTS);
  }

  private static TunnelRequest request(String name) {
    return new TunnelRequest(
        new Target(new Host.Name(name + ".example"), 443),
        new ClientInfo(
            InetSocketAddress.createUnresolved("client.invalid", 1), "main", "http", true, 0));
  }
}
