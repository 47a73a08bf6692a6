package io.github.httptunnel.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogConfigTest {

  @Test
  void namesNobodyByDefault() {
    LogConfig defaults = LogConfig.defaults();
    assertThat(defaults)
        .isEqualTo(
            new LogConfig(
                LogConfig.Level.INFO,
                LogConfig.Format.TEXT,
                LogConfig.RecordTemplate.DEFAULT,
                false,
                false,
                null,
                10_000_000,
                10));
  }

  @ParameterizedTest
  @ValueSource(longs = {65_536, 65_537})
  void takesFilesOfAtLeast64KiB(long bytes) {
    assertThat(with(bytes, 10).rotateBytes()).isEqualTo(bytes);
  }

  @Test
  void refusesFilesBelow64KiB() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(65_535, 10))
        .withMessage("log.rotate: 65535 bytes (expected: at least 65536)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 999, 1000})
  void keepsOneToAThousandFiles(int keep) {
    assertThat(with(65_536, keep).keep()).isEqualTo(keep);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1001})
  void refusesToKeepFewerOrMore(int keep) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> with(65_536, keep))
        .withMessage("log.keep: " + keep + " (expected: 1 to 1000 files)");
  }

  private static LogConfig with(long rotateBytes, int keep) {
    return new LogConfig(
        LogConfig.Level.INFO,
        LogConfig.Format.TEXT,
        LogConfig.RecordTemplate.DEFAULT,
        false,
        false,
        null,
        rotateBytes,
        keep);
  }
}
