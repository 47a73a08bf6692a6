package io.github.httptunnel.limit;

import static io.github.httptunnel.limit.Parties.ONE;
import static io.github.httptunnel.limit.Parties.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.limit.LimitedParty.Kind;
import org.junit.jupiter.api.Test;

/** Who is refused at the moment, without a name. */
class LimitedPartyTest {

  private final Parties parties =
      new Parties(
          new LimitPolicy(
              null, new PerClient(1, null, null, null, null), new PerUser(1, null, null)));

  @Test
  void nobodyIsLimitedWhoGetsAll() {
    parties.enter(ONE);
    assertThat(parties.limits.limited(10)).isEmpty();
  }

  @Test
  void thoseComeFirstWhoAreRefusedMost() {
    parties.enter(ONE);
    parties.enter(OTHER);
    parties.turnedAway(ONE);
    parties.turnedAway(OTHER);
    parties.turnedAway(OTHER);
    assertThat(parties.limits.limited(10))
        .containsExactly(new LimitedParty(Kind.CLIENT, 2, 0), new LimitedParty(Kind.CLIENT, 1, 0));
    assertThat(parties.limits.limited(1)).containsExactly(new LimitedParty(Kind.CLIENT, 2, 0));
  }

  @Test
  void usersAreAmongThem() {
    parties.admit(Parties.request(ONE, "a.example", "ann"));
    parties.refused(Parties.request(OTHER, "a.example", "ann"));
    assertThat(parties.limits.limited(10)).containsExactly(new LimitedParty(Kind.USER, 1, 1));
  }

  @Test
  void whoeverIsNotRefusedForAMinuteIsNoneOfThem() {
    parties.enter(ONE);
    parties.turnedAway(ONE);
    parties.now += RecentRefusals.PAUSE_NANOS - 1;
    assertThat(parties.limits.limited(10)).hasSize(1);
    parties.now++;
    assertThat(parties.limits.limited(10)).isEmpty();
  }
}
