package io.github.httptunnel.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LossesTest {

  private final List<String> notices = new ArrayList<>();
  private long nanos;
  private final Losses losses = new Losses("x.log", notices::add, () -> nanos);

  @Test
  void saysNothingWhileAllIsWell() {
    losses.upToDate();
    assertThat(notices).isEmpty();
    assertThat(losses.count()).isZero();
  }

  @Test
  void tellsTheFirstLossOfManyAndCountsThemAll() {
    losses.lost("no space");
    losses.lost("no space");
    assertThat(notices)
        .containsExactly("x.log: no space; lines are dropped until it can be written again");
    assertThat(losses.count()).isEqualTo(2);
  }

  @Test
  void doesNotTellOfARecoveryWithinASecond() {
    losses.lost("no space");
    nanos = 999_999_999;
    losses.upToDate();
    assertThat(notices).hasSize(1);
  }

  @Test
  void tellsOfARecoveryAfterASecond() {
    losses.lost("no space");
    nanos = 1_000_000_000;
    losses.upToDate();
    losses.upToDate();
    assertThat(notices)
        .hasSize(2)
        .last()
        .isEqualTo("x.log: written again; 1 lines lost since the start");
  }

  @Test
  void tellsOfTheNextFailureAfterARecovery() {
    losses.lost("no space");
    nanos = 2_000_000_000;
    losses.upToDate();
    losses.lost("no such directory");
    assertThat(notices).hasSize(3).last().asString().contains("no such directory");
  }
}
