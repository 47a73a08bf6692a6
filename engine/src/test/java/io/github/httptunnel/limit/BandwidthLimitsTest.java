package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthLimitsTest {

  @Test
  void areOffWhenNothingIsSet() {
    assertThat(BandwidthLimits.off().isOff()).isTrue();
  }

  @Test
  void areOnWhenAnyOneIsSet() {
    assertThat(limits(1L, null, null, Map.of()).isOff()).isFalse();
    assertThat(limits(null, 1L, null, Map.of()).isOff()).isFalse();
    assertThat(limits(null, null, 1L, Map.of()).isOff()).isFalse();
    assertThat(limits(null, null, null, Map.of("main", 1L)).isOff()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
  void refuseWhatIsNotAboveZero(long limit) {
    String complaint = ": " + limit + " bytes per second (expected: above zero, or off)";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits(limit, null, null, Map.of()))
        .withMessage("limits.bandwidth" + complaint);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits(null, limit, null, Map.of()))
        .withMessage("limits.per_client.bandwidth" + complaint);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits(null, null, limit, Map.of()))
        .withMessage("limits.per_user.bandwidth" + complaint);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limits(null, null, null, Map.of("main", limit)))
        .withMessage("listeners.main.bandwidth" + complaint);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, Long.MAX_VALUE})
  void acceptWhatIsAboveZero(long limit) {
    assertThatNoException().isThrownBy(() -> limits(limit, limit, limit, Map.of("main", limit)));
  }

  @Test
  void doNotChangeWithTheMapTheyWereMadeFrom() {
    Map<String, Long> listeners = new HashMap<>();
    BandwidthLimits limits = limits(null, null, null, listeners);
    listeners.put("main", 1L);
    assertThat(limits.isOff()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"-5, 1", "0, 1", "1, 1", "2, 2", "999, 999", "1000, 1000", "1001, 1000"})
  void keepWeightsWithinTheirBounds(int asked, int weight) {
    BandwidthLimits limits = new BandwidthLimits(1L, null, null, Map.of(), _ -> asked);
    assertThat(limits.weightOf(Clients.client("192.0.2.1"))).isEqualTo(weight);
  }

  @Test
  void weighEverybodyTheSameUnlessToldOtherwise() {
    assertThat(BandwidthLimits.off().weightOf(Clients.client("192.0.2.1"))).isEqualTo(1);
  }

  @Test
  void findTheTightestThatBinds() {
    BandwidthLimits limits = limits(40L, 30L, 20L, Map.of("main", 10L));
    assertThat(limits.tightest(party("main", "ann"))).hasValue(10);
    assertThat(limits.tightest(party("other", "ann"))).hasValue(20);
    assertThat(limits.tightest(party("other", null))).hasValue(30);
    assertThat(limits(40L, null, 20L, Map.of()).tightest(party("main", null))).hasValue(40);
  }

  @Test
  void bindNobodyOfWhomTheySayNothing() {
    BandwidthLimits limits = limits(null, null, 20L, Map.of("main", 10L));
    assertThat(limits.tightest(party("other", null))).isEmpty();
  }

  private static Party party(String listener, String user) {
    return Party.of(Clients.client("192.0.2.1", listener, user), Set.of("main"));
  }

  private static BandwidthLimits limits(
      Long process, Long perClient, Long perUser, Map<String, Long> listeners) {
    return new BandwidthLimits(
        process, perClient, perUser, listeners, BandwidthLimits.EQUAL_WEIGHTS);
  }
}
