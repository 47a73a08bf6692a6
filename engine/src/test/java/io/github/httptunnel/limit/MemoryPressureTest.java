package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryPressureTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final MemoryPressure memory = new MemoryPressure();

  @ParameterizedTest
  @CsvSource({
    "0, NORMAL",
    "0.849, NORMAL",
    "0.85, CONSERVE",
    "0.919, CONSERVE",
    "0.92, SHED",
    "0.949, SHED",
    "0.95, RELIEVE",
    "1, RELIEVE"
  })
  void risesAtOnceToTheLevelOfTheShare(double share, MemoryLevel level) {
    assertThat(memory.measured(share, 0)).isEqualTo(level);
    assertThat(memory.level()).isEqualTo(level);
    assertThat(memory.share()).isEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource({
    "0.95, 0.9001, RELIEVE",
    "0.95, 0.8999, SHED",
    "0.95, 0.8699, CONSERVE",
    "0.95, 0.7999, NORMAL",
    "0.92, 0.8701, SHED",
    "0.92, 0.8699, CONSERVE",
    "0.85, 0.8001, CONSERVE",
    "0.85, 0.7999, NORMAL"
  })
  void fallsOnlyWhenTheShareIsWellBelow(double before, double share, MemoryLevel level) {
    memory.measured(before, 0);
    assertThat(memory.measured(share, 1)).isEqualTo(level);
  }

  @Test
  void doesNotComeAndGoAroundALevel() {
    memory.measured(0.92, 0);
    assertThat(memory.measured(0.91, 1)).isEqualTo(MemoryLevel.SHED);
    assertThat(memory.measured(0.92, 2)).isEqualTo(MemoryLevel.SHED);
  }

  @Test
  void isShortFromTheFirstLevelAndShedsFromTheSecond() {
    assertThat(memory.isShort()).isFalse();
    memory.measured(0.85, 0);
    assertThat(memory.isShort()).isTrue();
    assertThat(memory.isShedding()).isFalse();
    memory.measured(0.92, 0);
    assertThat(memory.isShedding()).isTrue();
  }

  @Test
  void shedsForASecondWhenMemoryCouldNotBeHad() {
    memory.failed();
    assertThat(memory.measured(0.5, 0)).isEqualTo(MemoryLevel.SHED);
    assertThat(memory.measured(0.5, SECOND - 1)).isEqualTo(MemoryLevel.SHED);
    assertThat(memory.measured(0.5, SECOND)).isEqualTo(MemoryLevel.NORMAL);
    assertThat(memory.failures()).isEqualTo(1);
  }

  @Test
  void shedsForASecondMoreWhenItCouldNotBeHadAgain() {
    memory.failed();
    memory.measured(0.5, 0);
    memory.failed();
    memory.measured(0.5, SECOND - 1);
    assertThat(memory.measured(0.5, SECOND)).isEqualTo(MemoryLevel.SHED);
  }

  @Test
  void doesNotMakeLessOfWhatWasMeasured() {
    memory.failed();
    assertThat(memory.measured(0.97, 0)).isEqualTo(MemoryLevel.RELIEVE);
  }
}
