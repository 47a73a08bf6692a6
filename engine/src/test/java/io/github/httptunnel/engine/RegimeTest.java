package io.github.httptunnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.access.RuleBook;
import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.Screen;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegimeTest {

  private static final RuleRef SMALL = new RuleRef("small");
  private static final RelayPolicy TEN_BYTES =
      new RelayPolicy(null, null, null, null, null, 10L, OnMaxRate.SHAPE);
  private static final RelayRules OF_SMALL = new RelayRules(TEN_BYTES, TEN_BYTES);

  private final Regime regime =
      new Regime(
          new RuleBook(AccessConfig.defaults(), new OwnAddresses()),
          (_, loop) -> loop.newPromise(),
          _ -> new Admission.Admitted(() -> {}),
          RelayRules.defaults(),
          Map.of(SMALL, OF_SMALL),
          Screen.NONE,
          null);

  @Test
  void whatARuleLetThroughLivesUnderTheRelayRulesThatComeWithIt() {
    assertThat(regime.rules(SMALL)).isEqualTo(OF_SMALL);
  }

  @Test
  void everythingElseLivesUnderThoseOfTheListener() {
    assertThat(regime.rules(null)).isEqualTo(RelayRules.defaults());
    assertThat(regime.rules(new RuleRef("rules[1]"))).isEqualTo(RelayRules.defaults());
  }
}
