package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.tunnel.DirectionStats;
import io.github.httptunnel.tunnel.StreamEnd;
import io.github.httptunnel.tunnel.TunnelStats;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code max_rate_bps} with {@code on_max_rate: shape} on real sockets: 100 kB at 10 kB/s. */
@Execution(CONCURRENT)
class ShapingIT {

  private static final RelayPolicy SHAPED = OneRule.atMost(10_000, OnMaxRate.SHAPE);
  private static final Payload ALL = Payload.of(100_000);
  private static final int LENGTH = ALL.text().length();
  private static final Duration AT_LEAST = Duration.ofMillis(9500);

  private static Doors doors;

  @BeforeAll
  static void makeKeys(@TempDir Path folder) {
    doors = Doors.create(folder);
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void carriesADownloadWholeAtItsRate(Door door) {
    try (Passage passage = doors.download(door, OneRule.downstream(SHAPED), LENGTH)) {
      passage.target().send(ALL.bytes());
      passage.end(passage.target());
      assertEven(Arrivals.read(passage.client(), LENGTH), passage.established());
      TunnelStats record = passage.finish(passage.client());
      assertThrottled(record.downstream(), record.upstream());
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void carriesAnUploadWholeAtItsRateThoughTheClientHasFinished(Door door) {
    try (Passage passage = doors.upload(door, OneRule.upstream(SHAPED), LENGTH)) {
      passage.client().send(ALL.bytes());
      passage.end(passage.client());
      assertEven(Arrivals.read(passage.target(), LENGTH), passage.established());
      TunnelStats record = passage.finish(passage.target());
      assertThrottled(record.upstream(), record.downstream());
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void losesNothingOfAnUploadWhoseClientHasClosed(Door door) {
    try (Passage passage = doors.upload(door, OneRule.upstream(SHAPED), LENGTH)) {
      passage.client().send(ALL.bytes());
      passage.client().close();
      assertEven(Arrivals.read(passage.target(), LENGTH), passage.established());
      passage.target().close();
      assertThat(passage.server().awaitEnd().upstream().ended()).isEqualTo(StreamEnd.FINISHED);
    }
  }

  /** The target's time to answer begins when it has got the request, not when the proxy has. */
  @Test
  void leavesTheTargetItsTimeToAnswerBehindAShapedRequest() {
    Duration shorter = Duration.ofMillis(1500);
    ServerConfig config = Configs.exchangesWithin(shorter).apply(ServerConfig.defaults());
    try (Passage passage =
        doors.with(config).upload(Door.PLAIN, OneRule.upstream(SHAPED), LENGTH / 4)) {
      passage.client().send(ALL.first(LENGTH / 4).bytes());
      passage.target().readExactly(LENGTH / 4);
      passage.finish(passage.target());
    }
  }

  private static void assertEven(Arrivals arrivals, long start) {
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(AT_LEAST);
    assertThat(new Payload(arrivals.text())).isEqualTo(ALL);
    if (Timing.isExact()) {
      assertThat(arrivals.inSeconds(1, 9, start))
          .allMatch(bytes -> bytes >= 9_500 && bytes <= 10_500, "10 kB within 5 %");
    }
  }

  private static void assertThrottled(DirectionStats shaped, DirectionStats free) {
    assertThat(shaped.throttled()).isGreaterThan(Duration.ofSeconds(9));
    assertThat(free.throttled()).isZero();
  }
}
