package io.github.httptunnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Screen;
import io.github.httptunnel.tunnel.Side;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveViewTest {

  private static final Forbidden BY_HAND = new Forbidden(Forbidden.Rule.OPERATOR);

  private final EngineRig rig = new EngineRig(Screen.NONE);

  @AfterEach
  void close() {
    rig.close();
    assertThat(rig.engine.live()).isZero();
  }

  private <T> List<T> answer(List<Future<List<T>>> asked) {
    rig.run();
    assertThat(asked).allMatch(Future::isSuccess);
    return asked.stream().flatMap(part -> part.getNow().stream()).toList();
  }

  private int kill(Predicate<LiveTunnel> meant) {
    AtomicInteger ended = new AtomicInteger();
    List<Future<Void>> asked = rig.engine.view().kill(meant, ended::incrementAndGet);
    rig.run();
    assertThat(asked).allMatch(Future::isSuccess);
    return ended.get();
  }

  private LiveTunnel theOnlyOne() {
    List<LiveTunnel> all = answer(rig.engine.view().all());
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  @Test
  void nothingIsUnderWayAtFirst() {
    assertThat(answer(rig.engine.view().all())).isEmpty();
    assertThat(kill(_ -> true)).isZero();
  }

  @Test
  void showsHowFarARequestIs() {
    rig.open();
    assertThat(theOnlyOne().phase()).isEqualTo(Phase.CONNECT);
    rig.connect();
    assertThat(theOnlyOne().phase()).isEqualTo(Phase.ACCEPT);
    rig.negotiation.accepted.setSuccess(null);
    rig.run();
    assertThat(theOnlyOne().phase()).isEqualTo(Phase.RELAY);
    assertThat(theOnlyOne().request()).isEqualTo(rig.negotiation.request());
  }

  @Test
  void showsWhatATunnelHasCarriedSoFar() {
    rig.establish();
    rig.client.writeInbound(Unpooled.wrappedBuffer(new byte[5]));
    rig.target.writeInbound(Unpooled.wrappedBuffer(new byte[7]));
    rig.run();
    assertThat(theOnlyOne().upstreamBytes()).isEqualTo(5);
    assertThat(theOnlyOne().downstreamBytes()).isEqualTo(7);
  }

  @Test
  void endsATunnelOnce() {
    rig.establish();
    LiveTunnel only = theOnlyOne();
    assertThat(kill(tunnel -> tunnel.id().equals(only.id()))).isEqualTo(1);
    assertThat(rig.outcome()).isEqualTo(new Outcome.Closed(CloseReason.KILLED, Side.PROXY));
    assertThat(rig.client.isOpen()).isFalse();
    assertThat(rig.target.isOpen()).isFalse();
    assertThat(kill(_ -> true)).isZero();
  }

  @Test
  void refusesARequestThatIsNoTunnelYet() {
    rig.open();
    assertThat(kill(tunnel -> tunnel.phase() == Phase.CONNECT)).isEqualTo(1);
    assertThat(rig.outcome()).isEqualTo(new Outcome.Refused(BY_HAND, Phase.CONNECT));
    assertThat(rig.negotiation.refused).isEqualTo(BY_HAND);
  }

  @Test
  void leavesOthersAlone() {
    rig.establish();
    assertThat(kill(_ -> false)).isZero();
    assertThat(rig.isOver()).isFalse();
  }
}
