package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.httptunnel.relay.RelayPolicy;
import io.github.httptunnel.relay.RelayPolicy.OnMaxRate;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.tunnel.CloseReason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code max_rate_bps} with {@code on_max_rate: close} on real sockets. */
@Execution(CONCURRENT)
class MaximumRateIT {

  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration OFTEN = Duration.ofMillis(20);
  private static final RelayPolicy AT_MOST_10_KB = OneRule.atMost(10_000, OnMaxRate.CLOSE);

  /** So much so often is twice what is allowed. */
  private static final String TOO_MUCH = "x".repeat(400);

  private static final int LONG = 1_000_000;

  private static Doors doors;

  @BeforeAll
  static void makeKeys(@TempDir Path folder) {
    doors = Doors.create(folder);
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void endsADownloadThatIsTooFastOnAverage(Door door) {
    try (Passage passage = doors.download(door, OneRule.downstream(AT_MOST_10_KB), LONG)) {
      passage.send(passage.target(), TOO_MUCH, OFTEN, 1000);
      passage.client().readToEnd().endedBy(Ending.RESET);
      Timing.assertLasted(GRACE, passage.entered(), passage.established());
      passage.assertCutOff(CloseReason.TOO_FAST);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void endsAnUploadThatIsTooFastOnAverage(Door door) {
    try (Passage passage = doors.upload(door, OneRule.upstream(AT_MOST_10_KB), LONG)) {
      passage.send(passage.client(), TOO_MUCH, OFTEN, 1000);
      passage.target().readToEnd().endedBy(Ending.RESET);
      Timing.assertLasted(GRACE, passage.entered(), passage.established());
      passage.assertCutOff(CloseReason.TOO_FAST);
    }
  }

  /** 40 kB at once and a byte after more than five seconds: 8 kB a second. */
  @ParameterizedTest
  @EnumSource(Door.class)
  void letsABurstPassThatIsSlowEnoughOnAverage(Door door) {
    String burst = "x".repeat(40_000);
    try (Passage passage =
        doors.download(door, OneRule.bothWays(AT_MOST_10_KB), burst.length() + 1)) {
      passage.target().send(burst);
      assertThat(passage.client().readExactly(burst.length())).isEqualTo(burst);
      Duration later = GRACE.plusMillis(500);
      Passage.awaitSent(passage.send(passage.target(), ".", later));
      assertThat(passage.client().readExactly(1)).isEqualTo(".");
      passage.end(passage.target());
      passage.finish(passage.client());
    }
  }
}
