package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.tunnel.CloseReason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code min_rate_bpm} on real sockets. All of it happens at once, as each takes 30 s. */
@Execution(CONCURRENT)
class MinimumRateIT {

  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int BEYOND_GRACE = 33;
  private static final RelayRules BOTH_WAYS = OneRule.bothWays(OneRule.atLeast(1000));

  /** So many bytes in each second are 120 000 in a minute. */
  private static final int FAST = 2000;

  private static Doors doors;

  @BeforeAll
  static void makeKeys(@TempDir Path folder) {
    doors = Doors.create(folder);
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void endsWhatIsSilentAfterTheGrace(Door door) {
    try (Passage passage = doors.download(door, BOTH_WAYS, 1)) {
      assertTooSlow(passage);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void endsADownloadThatTrickles(Door door) {
    try (Passage passage = doors.download(door, BOTH_WAYS, 1000)) {
      passage.send(passage.target(), "d".repeat(10), SECOND, 60);
      assertTooSlow(passage);
    }
  }

  /** A request's content that trickles is refused before that: see http.body_timeout. */
  @ParameterizedTest
  @EnumSource(value = Door.class, mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void endsAnUploadThatTrickles(Door door) {
    try (Passage passage = doors.upload(door, BOTH_WAYS, 1000)) {
      passage.send(passage.client(), "u".repeat(10), SECOND, 60);
      assertTooSlow(passage);
    }
  }

  /** What fits on the way has gone on; that is far from what would have to go on. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void endsADownloadWhoseClientStopsReading(Door door) {
    RelayRules fast = OneRule.downstream(OneRule.atLeast(100_000_000));
    try (Passage passage = doors.toSmallClients().download(door, fast, 100_000_000)) {
      passage.send(passage.target(), "d".repeat(1_000_000), Duration.ZERO, 100);
      passage.target().readToEnd().endedBy(Ending.RESET);
      Timing.assertLasted(GRACE, passage.established());
      passage.assertCutOff(CloseReason.TOO_SLOW);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void keepsADownloadThoughTheClientIsSilent(Door door) {
    int length = FAST * BEYOND_GRACE;
    try (Passage passage = doors.download(door, BOTH_WAYS, length)) {
      passage.send(passage.target(), "d".repeat(FAST), SECOND, BEYOND_GRACE);
      assertThat(passage.client().readExactly(length)).isEqualTo("d".repeat(length));
      passage.end(passage.target());
      passage.finish(passage.client());
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void keepsAnUploadThoughTheTargetIsSilent(Door door) {
    int length = FAST * BEYOND_GRACE;
    try (Passage passage = doors.upload(door, BOTH_WAYS, length)) {
      passage.send(passage.client(), "u".repeat(FAST), SECOND, BEYOND_GRACE);
      assertThat(passage.target().readExactly(length)).isEqualTo("u".repeat(length));
      passage.end(passage.client());
      passage.finish(passage.target());
    }
  }

  private static void assertTooSlow(Passage passage) {
    passage.client().readToEnd().endedBy(Ending.RESET);
    Timing.assertLasted(GRACE, passage.established());
    passage.assertCutOff(CloseReason.TOO_SLOW);
  }
}
