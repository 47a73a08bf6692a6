package io.github.httptunnel.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the server remembers for whoever opens the dashboard. */
class HistoryTest {

  private static final Quantiles CONNECT = new Quantiles(1000, 2000, 3000);

  private long nanos = 7;
  private Moment now = Moment.START;
  private final History history = new History(() -> now, () -> nanos);

  private void pass(Duration time, Moment then) {
    nanos += time.toNanos();
    now = then;
    history.sample();
  }

  private static Moment carried(long downstream) {
    return new Moment(downstream, 0, 0, 0, 0, null, null);
  }

  @Test
  void tellsWhatHappenedBetweenTwoSamples() {
    pass(Duration.ofSeconds(5), new Moment(50_000, 500, 2, 3, 1, null, null));
    pass(Duration.ofSeconds(10), new Moment(80_000, 1500, 1, 5, 1, CONNECT, null));
    assertThat(history.samples())
        .containsExactly(
            new History.Sample(5_000_000_007L, 10_000, 100, 2, 36, 12, null, null),
            new History.Sample(15_000_000_007L, 3000, 100, 1, 12, 0, CONNECT, null));
  }

  @Test
  void aRequestThatEndsWhileItIsReadMakesNoFigureNegative() {
    pass(Duration.ofSeconds(5), new Moment(0, 0, 0, 10, 2, null, null));
    pass(Duration.ofSeconds(5), new Moment(0, 0, 0, 9, 2, null, null));
    assertThat(history.samples().getLast().requests()).isZero();
  }

  @Test
  void goesBackAQuarterOfAnHourAndNoFurther() {
    for (int i = 1; i <= 400; i++) {
      pass(Duration.ofSeconds(5), carried(i * 5L));
    }
    assertThat(history.samples())
        .hasSize(181)
        .allMatch(sample -> nanos - sample.nanos() <= Duration.ofMinutes(15).toNanos());
    nanos += Duration.ofMinutes(14).plusSeconds(58).toNanos();
    assertThat(history.samples()).hasSize(1);
    nanos += Duration.ofSeconds(3).toNanos();
    assertThat(history.samples()).isEmpty();
  }

  @Test
  void isWrittenInColumnsWhereWhatDidNotHappenIsNull() {
    pass(Duration.ofSeconds(5), new Moment(50_000, 500, 2, 3, 1, null, null));
    pass(Duration.ofSeconds(5), new Moment(50_000, 500, 1, 3, 1, CONNECT, null));
    assertThat(HistoryJson.of(history.samples(), nanos + 1_500_000))
        .isEqualTo(
            """
            {"period_seconds":5,"age_millis":[5001,1],\
            "downstream_bytes_per_second":[10000,0],"upstream_bytes_per_second":[100,0],\
            "tunnels":[2,1],"requests_per_minute":[36,0],"refused_per_minute":[12,0],\
            "connect":{"p50_micros":[null,1000],"p90_micros":[null,2000],"p99_micros":[null,3000]},\
            "handshake":{"p50_micros":[null,null],"p90_micros":[null,null],"p99_micros":[null,null]}}\
            """);
  }
}
