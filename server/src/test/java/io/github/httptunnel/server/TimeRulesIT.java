package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.tunnel.CloseReason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code idle_timeout}, {@code half_close_timeout} and {@code max_lifetime} on real sockets. */
@Execution(CONCURRENT)
class TimeRulesIT {

  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Duration OFTEN = Duration.ofMillis(300);

  /** Where a byte must not come late: a busy machine may take a second to send it. */
  private static final Duration LONGER = Duration.ofSeconds(2);

  private static final String TEN = "0123456789";

  private static Doors doors;

  @BeforeAll
  static void makeKeys(@TempDir Path folder) {
    doors = Doors.create(folder);
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void endsWhatHasBeenSilentForTheIdleTimeout(Door door) {
    try (Passage passage = doors.download(door, OneRule.idle(LIMIT), 100)) {
      long last = System.nanoTime();
      passage.target().send("last words");
      assertThat(passage.client().readToEnd().endedBy(Ending.RESET).text()).isEqualTo("last words");
      Timing.assertLasted(LIMIT, last);
      passage.assertCutOff(CloseReason.IDLE_TIMEOUT);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void countsIdlenessFromTheLastByteOfEitherSide(Door door) {
    try (Passage passage = doors.open(door, OneRule.idle(LONGER), 100, 100)) {
      Passage.awaitSent(passage.send(passage.target(), "x", OFTEN, 3));
      long last = System.nanoTime();
      passage.client().send("last words");
      assertThat(passage.target().readToEnd().endedBy(Ending.RESET).text()).isEqualTo("last words");
      Timing.assertLasted(LONGER, last);
      passage.assertCutOff(CloseReason.IDLE_TIMEOUT);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void keepsADownloadThatTakesLongerThanTheIdleTimeout(Door door) {
    try (Passage passage = doors.download(door, OneRule.idle(LONGER), TEN.length())) {
      Passage.awaitSent(passage.send(passage.target(), "d", OFTEN, TEN.length()));
      passage.end(passage.target());
      assertThat(passage.client().readExactly(TEN.length())).isEqualTo("d".repeat(TEN.length()));
      passage.finish(passage.client());
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void keepsAnUploadThatTakesLongerThanTheIdleTimeout(Door door) {
    try (Passage passage = doors.upload(door, OneRule.idle(LONGER), TEN.length())) {
      Passage.awaitSent(passage.send(passage.client(), "u", OFTEN, TEN.length()));
      passage.end(passage.client());
      assertThat(passage.target().readExactly(TEN.length())).isEqualTo("u".repeat(TEN.length()));
      passage.finish(passage.target());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void endsWhatIsSilentSinceTheClientFinished(Door door) {
    try (Passage passage = doors.upload(door, OneRule.halfClose(LIMIT), 0)) {
      long finished = System.nanoTime();
      passage.end(passage.client());
      passage.client().readToEnd().endedBy(Ending.RESET);
      Timing.assertLasted(LIMIT, finished);
      passage.assertCutOff(CloseReason.HALF_CLOSE_TIMEOUT);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void endsWhatIsSilentSinceTheTargetFinished(Door door) {
    try (Passage passage = doors.upload(door, OneRule.halfClose(LIMIT), 0)) {
      long finished = System.nanoTime();
      passage.end(passage.target());
      passage.target().readToEnd().endedBy(Ending.RESET);
      Timing.assertLasted(LIMIT, finished);
      passage.assertCutOff(CloseReason.HALF_CLOSE_TIMEOUT);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  void endsWhatHasLivedForItsLifetimeThoughItIsBusy(Door door) {
    try (Passage passage = doors.open(door, OneRule.lifetime(LIMIT), 100, 100)) {
      passage.send(passage.client(), "u", Duration.ofMillis(50), 100);
      passage.send(passage.target(), "d", Duration.ofMillis(50), 100);
      passage.client().readToEnd().endedBy(Ending.RESET);
      Timing.assertLasted(LIMIT, passage.established());
      passage.assertCutOff(CloseReason.LIFETIME);
    }
  }

  @Test
  void givesEachExchangeOfAConnectionALifetimeOfItsOwn() {
    try (Passage passage = doors.download(Door.PLAIN, OneRule.lifetime(LONGER), 3)) {
      for (int exchange = 0; exchange < 4; exchange++) {
        Passage.awaitSent(passage.send(passage.target(), "x", OFTEN, 3));
        assertThat(passage.client().readExactly(3)).isEqualTo("xxx");
        passage.finish(passage.client());
        passage.begin(0, 3);
      }
      passage.client().readToEnd().endedBy(Ending.RESET);
      Timing.assertLasted(LONGER, passage.established());
      passage.assertCutOff(CloseReason.LIFETIME);
    }
  }
}
