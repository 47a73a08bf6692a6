package io.github.httptunnel.limit;

import static io.github.httptunnel.limit.Parties.ONE;
import static io.github.httptunnel.limit.Parties.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.Overloaded.Resource;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {

  /** Room for two clients and their targets. */
  private static final int TWO = 128 + 4;

  private static final PerClient ONE_EACH = new PerClient(1, null, 1, null, null);

  @Test
  void letsAsManyInThatAskForNothingAsThereMayBeInAll() {
    Parties parties = new Parties(new LimitPolicy(1, PerClient.off(), PerUser.off()));
    Entry.Open first = parties.enter(ONE);
    assertThat(parties.turnedAway(OTHER)).isEqualTo(new Overloaded(Resource.HANDSHAKES));
    first.handshake().release();
    parties.enter(OTHER);
    assertThat(parties.limits.counts().handshakesRefused()).isEqualTo(1);
    assertThat(parties.limits.counts().handshakes()).isEqualTo(1);
  }

  @Test
  void tellsAClientOfItsOwnLimitFirst() {
    Parties parties = new Parties(new LimitPolicy(1, ONE_EACH, PerUser.off()));
    parties.enter(ONE);
    assertThat(parties.turnedAway(ONE)).isEqualTo(new OverLimit(Measure.TUNNELS));
  }

  @Test
  void takesNothingOfAClientThatTheProcessHasNoRoomFor() {
    Parties parties = new Parties(new LimitPolicy(1, ONE_EACH, PerUser.off()));
    Entry.Open first = parties.enter(ONE);
    parties.turnedAway(OTHER);
    first.handshake().release();
    parties.enter(OTHER);
  }

  @Test
  void takesNothingOfAClientThatThereIsNoDescriptorFor() {
    Parties parties = new Parties(new LimitPolicy(9, ONE_EACH, PerUser.off()), TWO);
    Entry.Open first = parties.enter(ONE);
    parties.enter(OTHER);
    assertThat(parties.turnedAway("192.0.2.3")).isEqualTo(new Overloaded(Resource.DESCRIPTORS));
    assertThat(parties.limits.counts().handshakes()).isEqualTo(2);
    first.place().release();
    parties.enter("192.0.2.3");
  }

  @Test
  void releasesEverythingWithTheTwoPermits() {
    Parties parties = new Parties(new LimitPolicy(1, ONE_EACH, PerUser.off()), TWO);
    Entry.Open open = parties.enter(ONE);
    open.handshake().release();
    open.place().release();
    assertThat(parties.budget.clients()).isZero();
    assertThat(parties.limits.counts().handshakes()).isZero();
    parties.enter(ONE);
  }

  @Test
  void countsHandshakesWhileTheyAreNotLimited() {
    Parties parties = new Parties(LimitPolicy.off());
    parties.enter(ONE);
    assertThat(parties.limits.counts().handshakes()).isEqualTo(1);
  }
}
