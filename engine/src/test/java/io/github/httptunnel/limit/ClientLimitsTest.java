package io.github.httptunnel.limit;

import static io.github.httptunnel.limit.Parties.ONE;
import static io.github.httptunnel.limit.Parties.OTHER;
import static io.github.httptunnel.limit.Parties.PRIVATE;
import static io.github.httptunnel.limit.Parties.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.limit.LimitPolicy.Targets;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import io.github.httptunnel.tunnel.Refusal.TimedOut;
import io.github.httptunnel.tunnel.Refusal.Unreachable;
import io.github.httptunnel.tunnel.Refusal.Unresolvable;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.local.LocalAddress;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClientLimitsTest {

  private static final long SECOND = 1_000_000_000;
  private static final TunnelRequest A = request(ONE, "a.example");
  private static final TunnelRequest B = request(ONE, "b.example");
  private static final TunnelRequest C = request(ONE, "c.example");
  private static final Refusal DEAD = new Unreachable(Unreachable.Cause.REFUSED);

  @Test
  void aClientHasAsManyConnectionsAsOneMay() {
    Parties parties = Parties.of(new PerClient(2, null, null, null, null));
    Entry.Open first = parties.enter(ONE);
    parties.enter(ONE);
    assertThat(parties.turnedAway(ONE)).isEqualTo(new OverLimit(Measure.TUNNELS));
    parties.enter(OTHER);
    first.place().release();
    parties.enter(ONE);
    assertThat(parties.refusedFor(Measure.TUNNELS)).isEqualTo(1);
  }

  @Test
  void aPlaceIsGivenBackOnceHoweverOftenItIsReleased() {
    Parties parties = Parties.of(new PerClient(1, null, 1, null, null));
    Entry.Open first = parties.enter(ONE);
    first.place().release();
    first.handshake().release();
    parties.enter(ONE);
    first.place().release();
    first.handshake().release();
    parties.turnedAway(ONE);
    assertThat(parties.limits.counts().surplusReleases()).isZero();
  }

  @Test
  void anIpv6NetworkIsOneClient() {
    Parties parties = Parties.of(new PerClient(1, null, null, null, null));
    parties.enter("2001:db8:0:1::1");
    parties.turnedAway("2001:db8:0:1::ffff");
    parties.enter("2001:db8:0:2::1");
  }

  @Test
  void aClientHasAsManyTunnelsAsOneMay() {
    Parties parties = Parties.of(new PerClient(2, null, null, null, null));
    Permit first = parties.admit(A);
    parties.admit(A);
    assertThat(parties.refused(A)).isEqualTo(new OverLimit(Measure.TUNNELS));
    parties.admit(request(OTHER, "a.example"));
    first.release();
    parties.admit(A);
  }

  @Test
  void aSecondReleaseOfATunnelIsIgnoredAndToldOf() {
    Parties parties = Parties.of(new PerClient(2, null, null, null, null));
    Permit first = parties.admit(A);
    parties.admit(A);
    first.release();
    first.release();
    parties.admit(A);
    parties.refused(A);
    assertThat(parties.limits.counts().surplusReleases()).isEqualTo(1);
  }

  @Test
  void aClientOpensConnectionsNoFasterThanOneMay() {
    Parties parties = Parties.of(new PerClient(null, new Rate(10, 2), null, null, null));
    parties.enter(ONE);
    parties.enter(ONE);
    assertThat(parties.turnedAway(ONE)).isEqualTo(new OverLimit(Measure.RATE));
    parties.enter(OTHER);
    parties.now = SECOND / 10 - 1;
    parties.turnedAway(ONE);
    parties.now = SECOND / 10;
    parties.enter(ONE);
  }

  @Test
  void aClientHasAsManyConnectionsThatAskForNothingAsOneMay() {
    Parties parties = Parties.of(new PerClient(null, null, 1, null, null));
    Entry.Open first = parties.enter(ONE);
    assertThat(parties.turnedAway(ONE)).isEqualTo(new OverLimit(Measure.HANDSHAKES));
    parties.enter(OTHER);
    first.handshake().release();
    parties.enter(ONE);
  }

  @Test
  void aClientAsksForAsManyTargetsInAMinuteAsOneMay() {
    Parties parties = Parties.of(new PerClient(null, null, null, new Targets(2, true), null));
    parties.admit(A).release();
    parties.admit(B).release();
    assertThat(parties.refused(C)).isEqualTo(new OverLimit(Measure.TARGETS));
    parties.admit(A).release();
    parties.admit(request(OTHER, "c.example"));
    parties.now = DistinctTargets.MINUTE;
    parties.admit(C);
  }

  @Test
  void clientsOfPrivateNetworksAskForAnyNumberOfTargetsUnlessSaidOtherwise() {
    Targets publicOnly = new Targets(1, false);
    Parties parties = Parties.of(new PerClient(null, null, null, publicOnly, null));
    parties.admit(request(PRIVATE, "a.example"));
    parties.admit(request(PRIVATE, "b.example"));
    parties.admit(A);
    parties.refused(B);
    parties.limits.policy(
        new LimitPolicy(
            null, new PerClient(null, null, null, new Targets(1, true), null), PerUser.off()));
    parties.admit(request(PRIVATE, "c.example"));
    parties.refused(request(PRIVATE, "d.example"));
  }

  @Test
  void aClientOfWhoseTargetsTooManyFailedIsRefusedUntilTheMinuteIsOver() {
    Parties parties = Parties.of(new PerClient(null, null, null, null, 2));
    parties.ended(A, DEAD);
    parties.ended(A, DEAD);
    parties.admit(C).release();
    parties.ended(B, DEAD);
    assertThat(parties.refused(C)).isEqualTo(new OverLimit(Measure.FAILURES));
    assertThat(parties.turnedAway(ONE)).isEqualTo(new OverLimit(Measure.FAILURES));
    parties.enter(OTHER);
    parties.now = DistinctTargets.MINUTE;
    parties.enter(ONE);
    parties.admit(C);
  }

  @ParameterizedTest
  @MethodSource
  void whatAScanMeetsIsAFailure(Refusal refusal) {
    Parties parties = Parties.of(new PerClient(null, null, null, null, 1));
    parties.ended(A, refusal);
    parties.refused(B);
  }

  static Stream<Refusal> whatAScanMeetsIsAFailure() {
    return Stream.of(
        DEAD,
        new Unreachable(Unreachable.Cause.NO_ROUTE),
        new TimedOut(TimedOut.Wait.CONNECT),
        new Unresolvable(Unresolvable.Answer.NO_SUCH_NAME),
        new Unresolvable(Unresolvable.Answer.NO_ADDRESS));
  }

  @ParameterizedTest
  @MethodSource
  void whatIsNoFaultOfTheTargetIsNone(Refusal refusal) {
    Parties parties = Parties.of(new PerClient(null, null, null, null, 1));
    parties.ended(A, refusal);
    parties.admit(B);
  }

  static Stream<Refusal> whatIsNoFaultOfTheTargetIsNone() {
    return Stream.of(
        new Unresolvable(Unresolvable.Answer.SERVER_FAILURE),
        new TimedOut(TimedOut.Wait.DNS),
        new TimedOut(TimedOut.Wait.RESPONSE),
        new Refusal.Forbidden(Refusal.Forbidden.Rule.PORT),
        new OverLimit(Measure.TUNNELS),
        new Refusal.Internal());
  }

  @Test
  void anotherPolicyHoldsAtOnceAndCountsStay() {
    Parties parties = Parties.of(new PerClient(2, null, null, null, null));
    Permit first = parties.admit(A);
    Permit second = parties.admit(A);
    parties.limits.policy(
        new LimitPolicy(null, new PerClient(1, null, null, null, null), PerUser.off()));
    parties.refused(A);
    first.release();
    parties.refused(A);
    second.release();
    parties.admit(A);
  }

  @Test
  void nobodyIsKnownWhileNothingIsLimited() {
    Parties parties = Parties.of(PerClient.off());
    parties.enter(ONE);
    parties.admit(A);
    assertThat(parties.limits.counts().clients()).isZero();
  }

  @Test
  void aClientWithoutAnAddressOfTheInternetHasLimitsToo() {
    Parties parties = Parties.of(new PerClient(1, null, null, null, null));
    TunnelRequest request = Clients.client(new LocalAddress("x"), "m", null);
    parties.admit(request);
    parties.refused(request);
  }
}
