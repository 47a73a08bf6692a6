package io.github.httptunnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Screen;
import io.github.httptunnel.tunnel.Side;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of requests that are under way when the rules change. */
class RevocationTest {

  private static final Outcome REVOKED = new Outcome.Closed(CloseReason.REVOKED, Side.PROXY);
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final EngineRig rig = new EngineRig(Screen.NONE);

  @AfterEach
  void close() {
    rig.close();
    assertThat(rig.engine.live()).isZero();
  }

  @Test
  void endsATunnelWhoseNameIsDeniedNow() {
    rig.establish();
    rig.change(true, false, Duration.ZERO);
    assertThat(rig.outcome()).isEqualTo(REVOKED);
    assertThat(rig.client.isOpen()).isFalse();
    assertThat(rig.target.isOpen()).isFalse();
  }

  @Test
  void endsATunnelWhoseAddressIsDeniedNow() {
    rig.establish();
    rig.change(false, true, Duration.ZERO);
    assertThat(rig.outcome()).isEqualTo(REVOKED);
  }

  @Test
  void leavesATunnelAloneThatIsStillAllowed() {
    rig.establish();
    rig.change(false, false, Duration.ZERO);
    assertThat(rig.isOver()).isFalse();
  }

  @Test
  void leavesTunnelsOfBeforeAloneIfTheyMayStay() {
    rig.establish();
    rig.change(true, true, null);
    rig.pass(Duration.ofHours(1));
    assertThat(rig.isOver()).isFalse();
  }

  @Test
  void givesADeniedTunnelItsGrace() {
    rig.establish();
    rig.change(true, false, GRACE);
    rig.pass(GRACE.minusMillis(1));
    assertThat(rig.isOver()).isFalse();
    rig.pass(Duration.ofMillis(1));
    assertThat(rig.outcome()).isEqualTo(REVOKED);
  }

  @Test
  void theGraceBeginsWithTheFirstChangeThatDenies() {
    rig.establish();
    rig.change(true, false, GRACE);
    rig.pass(Duration.ofSeconds(20));
    rig.change(true, true, GRACE);
    rig.pass(Duration.ofSeconds(10));
    assertThat(rig.outcome()).isEqualTo(REVOKED);
  }

  @Test
  void aTunnelThatIsAllowedAgainWithinItsGraceGoesOn() {
    rig.establish();
    rig.change(true, false, GRACE);
    rig.change(false, false, GRACE);
    rig.pass(GRACE.multipliedBy(2));
    assertThat(rig.isOver()).isFalse();
  }

  @Test
  void refusesARequestThatStillConnectsByItsName() {
    rig.open();
    rig.change(true, false, Duration.ZERO);
    assertThat(rig.outcome()).isEqualTo(new Outcome.Refused(EngineRig.BLOCKED, Phase.CONNECT));
    assertThat(rig.negotiation.refused).isEqualTo(EngineRig.BLOCKED);
  }

  @Test
  void refusesARequestThatStillConnectsByTheAddressItReaches() {
    rig.open();
    rig.change(false, true, Duration.ZERO);
    assertThat(rig.isOver()).isFalse();
    rig.connect();
    assertThat(rig.outcome()).isEqualTo(new Outcome.Refused(EngineRig.BLOCKED, Phase.CONNECT));
    assertThat(rig.target.isOpen()).isFalse();
  }

  @Test
  void aRequestThatStillConnectsHasItsGraceToo() {
    rig.open();
    rig.change(false, true, GRACE);
    rig.connect();
    rig.negotiation.accepted.setSuccess(null);
    rig.run();
    assertThat(rig.isOver()).isFalse();
    rig.pass(GRACE);
    assertThat(rig.outcome()).isEqualTo(REVOKED);
  }

  @Test
  void aTunnelThatEndsWithinItsGraceEndsOnce() {
    rig.establish();
    rig.change(true, false, GRACE);
    rig.engine.closeAll(Duration.ZERO);
    rig.run();
    rig.pass(GRACE);
    assertThat(rig.outcome()).isEqualTo(new Outcome.Closed(CloseReason.DRAINED, Side.PROXY));
    assertThat(rig.events).hasSize(2);
  }
}
