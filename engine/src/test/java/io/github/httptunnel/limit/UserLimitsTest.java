package io.github.httptunnel.limit;

import static io.github.httptunnel.limit.Parties.ONE;
import static io.github.httptunnel.limit.Parties.OTHER;
import static io.github.httptunnel.limit.Parties.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.tunnel.Bandwidth;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import io.github.httptunnel.tunnel.Share;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class UserLimitsTest {

  private static final EventLoop LOOP = new DefaultEventLoop();
  private static final TunnelRequest ALICE = request(ONE, "a.example", "alice");
  private static final TunnelRequest ALICE_ELSEWHERE = request(OTHER, "a.example", "alice");
  private static final TunnelRequest BOB = request(ONE, "a.example", "bob");
  private static final TunnelRequest NOBODY = request(ONE, "a.example");

  @AfterAll
  static void endLoop() {
    LOOP.shutdownGracefully();
  }

  @Test
  void aUserHasAsManyTunnelsAsOneMayFromAllAddressesTogether() {
    Parties parties = Parties.of(new PerUser(2, null, null));
    Permit first = parties.admit(ALICE);
    parties.admit(ALICE_ELSEWHERE);
    assertThat(parties.refused(ALICE)).isEqualTo(new OverLimit(Measure.USER_TUNNELS));
    parties.admit(BOB);
    first.release();
    parties.admit(ALICE);
  }

  @Test
  void aRequestWithoutAUserIsNotCounted() {
    Parties parties = Parties.of(new PerUser(1, new Rate(1, 1), 1L));
    parties.admit(NOBODY);
    parties.admit(NOBODY);
    assertThat(parties.limits.counts().users()).isZero();
  }

  @Test
  void aUserAsksNoFasterThanOneMay() {
    Parties parties = Parties.of(new PerUser(null, new Rate(1, 1), null));
    parties.admit(ALICE);
    assertThat(parties.refused(ALICE_ELSEWHERE)).isEqualTo(new OverLimit(Measure.USER_RATE));
    parties.admit(BOB);
    parties.now = 1_000_000_000;
    parties.admit(ALICE);
  }

  @Test
  void aUserCarriesAsManyBytesInADayAsOneMay() {
    Parties parties = Parties.of(new PerUser(null, null, 100L));
    carry(parties, ALICE, 99);
    parties.admit(ALICE);
    carry(parties, ALICE_ELSEWHERE, 1);
    assertThat(parties.refused(ALICE)).isEqualTo(new OverLimit(Measure.USER_BYTES));
    parties.admit(BOB);
    assertThat(parties.refusedFor(Measure.USER_BYTES)).isEqualTo(1);
  }

  @Test
  void aNewDayBeginsAtMidnightUtc() {
    Parties parties = Parties.of(new PerUser(null, null, 1L));
    carry(parties, ALICE, 1);
    parties.day = Instant.parse("2026-11-30T23:59:59.999Z");
    parties.refused(ALICE);
    parties.day = Instant.parse("2026-12-01T00:00:00Z");
    parties.admit(ALICE);
  }

  @Test
  void whatALiveTunnelCarriesIsKnownBeforeItEnds() {
    Parties parties = Parties.of(new PerUser(null, null, (long) CountedShare.STEP));
    Share share = share(parties, ALICE);
    share.take(CountedShare.STEP - 1);
    parties.admit(ALICE);
    share.take(1);
    parties.refused(ALICE);
  }

  @Test
  void nothingStandsBetweenATunnelAndItsBandwidthWhereBytesAreNotLimited() {
    Parties parties = Parties.of(new PerUser(1, null, null));
    assertThat(share(parties, ALICE)).isSameAs(Share.UNLIMITED);
    assertThat(share(Parties.of(new PerUser(null, null, 1L)), NOBODY)).isSameAs(Share.UNLIMITED);
  }

  private static void carry(Parties parties, TunnelRequest request, int bytes) {
    Share share = share(parties, request);
    assertThat(share.take(bytes)).isEqualTo(bytes);
    share.close();
  }

  private static Share share(Parties parties, TunnelRequest request) {
    return parties.limits.noting(Bandwidth.UNLIMITED).share(request, Direction.UPSTREAM, LOOP);
  }
}
