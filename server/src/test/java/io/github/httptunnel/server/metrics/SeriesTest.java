package io.github.httptunnel.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelRequest.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many there are of whatever comes from outside, the number of series does not grow. */
class SeriesTest {

  private static final int BOUND = 2000;

  private final ServerMetrics metrics = new ServerMetrics("1.2.3");

  @Test
  void areAsManyForManyClientsAndTargetsAsForOne() {
    traffic(1);
    int few = Page.series(metrics).size();
    traffic(100_000);
    assertThat(Page.series(metrics)).hasSize(few);
  }

  @ParameterizedTest
  @ValueSource(ints = {99, 100})
  void haveEachListenersName(int listeners) {
    from(listeners);
    assertThat(names()).isEqualTo(listeners);
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 1000})
  void putListenersBeyondTheHundredthTogether(int listeners) {
    from(listeners);
    assertThat(names()).isEqualTo(ListenerNames.MOST + 1);
    assertThat(Page.series(metrics))
        .contains(
            "http_tunnel_tunnels_total{listener=\"(other)\",outcome=\"closed\",protocol=\"http\"} "
                + (listeners - ListenerNames.MOST)
                + ".0");
    assertThat(Page.series(metrics)).hasSizeLessThan(BOUND);
  }

  private void traffic(int many) {
    for (int i = 0; i < many; i++) {
      Outcome outcome =
          switch (i % 3) {
            case 0 -> new Outcome.Closed(CloseReason.RESET, Side.TARGET);
            case 1 -> new Outcome.Refused(new Forbidden(Forbidden.Rule.PORT), Phase.DECIDE);
            default -> new Outcome.Abandoned(Phase.CONNECT);
          };
      metrics
          .observer()
          .on(
              Ended.between(
                  Ended.client("main", "http", i % 10_000),
                  "t" + i + ".example",
                  outcome,
                  Kind.TUNNEL));
    }
    // so that the first round leaves the same reasons as the second
    metrics.observer().on(Ended.tunnel(new Outcome.Abandoned(Phase.CONNECT)));
    metrics
        .observer()
        .on(Ended.tunnel(new Outcome.Refused(new Forbidden(Forbidden.Rule.PORT), Phase.DECIDE)));
  }

  private void from(int listeners) {
    for (int i = 0; i < listeners; i++) {
      metrics.observer().on(Ended.request("l" + i, "http", Ended.CLEANLY, Kind.TUNNEL));
    }
  }

  private long names() {
    return Page.series(metrics).stream()
        .filter(line -> line.startsWith("http_tunnel_tunnels_total"))
        .filter(line -> line.contains("closed"))
        .count();
  }
}
