package io.github.httptunnel.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelEvent;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TunnelMetricsTest {

  private final ServerMetrics metrics = new ServerMetrics("1.2.3");

  @Test
  void countsOutcomesByListenerAndProtocol() {
    count(Ended.tunnel(Ended.CLEANLY));
    count(Ended.tunnel(Ended.CLEANLY));
    count(Ended.tunnel(new Outcome.Abandoned(Phase.CONNECT)));
    count(
        Ended.request(
            "other",
            "https",
            new Outcome.Refused(new Refusal.Draining(), Phase.ADMIT),
            TunnelRequest.Kind.EXCHANGE));
    assertThat(Page.series(metrics))
        .contains(
            "http_tunnel_tunnels_total{listener=\"main\",outcome=\"closed\",protocol=\"http\"} 2.0",
            "http_tunnel_tunnels_total{listener=\"main\",outcome=\"abandoned\",protocol=\"http\"} 1.0",
            "http_tunnel_tunnels_total{listener=\"other\",outcome=\"refused\",protocol=\"https\"} 1.0",
            "http_tunnel_tunnels_total{listener=\"other\",outcome=\"closed\",protocol=\"https\"} 0.0");
  }

  @Test
  void countsRefusalsByReason() {
    count(Ended.tunnel(new Outcome.Refused(new Refusal.Draining(), Phase.ADMIT)));
    assertThat(Page.series(metrics))
        .contains("http_tunnel_refusals_total{reason=\"draining\"} 1.0");
  }

  @Test
  void showsEveryCloseReasonFromTheStart() {
    assertThat(Page.series(metrics))
        .containsAll(
            Arrays.stream(CloseReason.values())
                .map(reason ->
                    "http_tunnel_tunnel_close_total{reason=\"%s\"} 0.0".formatted(reason.code()))
                .toList());
  }

  @Test
  void countsCloseReasons() {
    count(Ended.tunnel(new Outcome.Closed(CloseReason.IDLE_TIMEOUT, Side.PROXY)));
    assertThat(Page.series(metrics))
        .contains("http_tunnel_tunnel_close_total{reason=\"idle_timeout\"} 1.0");
  }

  @Test
  void measuresHowLongTunnelsLive() {
    count(Ended.tunnel(Ended.CLEANLY));
    assertThat(Page.series(metrics))
        .contains(
            "http_tunnel_tunnel_duration_seconds_bucket{le=\"1.0\"} 0",
            "http_tunnel_tunnel_duration_seconds_bucket{le=\"5.0\"} 1",
            "http_tunnel_tunnel_duration_seconds_sum 3.0",
            "http_tunnel_exchange_duration_seconds_count 0");
  }

  @Test
  void measuresExchangesApartFromTunnels() {
    count(Ended.request("main", "http", Ended.CLEANLY, TunnelRequest.Kind.EXCHANGE));
    assertThat(Page.series(metrics))
        .contains(
            "http_tunnel_exchange_duration_seconds_sum 3.0",
            "http_tunnel_tunnel_duration_seconds_count 0");
  }

  @Test
  void measuresDnsAndConnect() {
    count(Ended.tunnel(Ended.CLEANLY));
    assertThat(Page.series(metrics))
        .contains(
            "http_tunnel_dns_seconds_bucket{le=\"0.005\"} 0",
            "http_tunnel_dns_seconds_bucket{le=\"0.01\"} 1",
            "http_tunnel_connect_seconds_bucket{le=\"0.025\"} 0",
            "http_tunnel_connect_seconds_bucket{le=\"0.05\"} 1");
  }

  @Test
  void measuresHandshakes() {
    count(new TunnelEvent.Secured(Ended.client("main", "https", 1), Duration.ofMillis(20)));
    assertThat(Page.series(metrics)).contains("http_tunnel_handshake_seconds_sum 0.02");
  }

  @Test
  void measuresTheLagOfEventLoops() {
    count(new TunnelEvent.LoopAnswered(Duration.ofMillis(250)));
    assertThat(Page.series(metrics)).contains("http_tunnel_event_loop_lag_seconds_sum 0.25");
  }

  @Test
  void countsFaultsByPhaseAndNothingOfThem() {
    count(new TunnelEvent.Faulted(Phase.RELAY, new IllegalStateException("192.0.2.1")));
    assertThat(Page.series(metrics))
        .contains("http_tunnel_faults_total{phase=\"relay\"} 1.0")
        .noneMatch(line -> line.contains("192.0.2.1"));
  }

  private void count(TunnelEvent event) {
    metrics.observer().on(event);
  }
}
