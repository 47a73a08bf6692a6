package io.github.httptunnel.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The sample files that are shipped, and the original's own text. */
class SampleFilesTest {

  private static ConfigResult.Loaded load(String name) {
    return ConfigText.loaded(
        new ConfigReader(ConfigText.EMPTY, ConfigText.ANY_KEY).read(Path.of("../config", name)));
  }

  @Test
  void theStrictSampleLoadsWithTheOriginalsValues() {
    ServerConfig config = load("config.yaml").config();
    assertThat(config.initiationTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.upstream().idleTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.upstream().minRateBpm()).isEqualTo(1_000);
    assertThat(config.downstream().idleTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.downstream().maxRateBps()).isEqualTo(10_000);
  }

  @Test
  void noSampleNeedsAWarning() {
    assertThat(load("config.yaml").warnings()).isEmpty();
    assertThat(load("config-browser.yaml").warnings()).isEmpty();
  }

  @Test
  void theStrictSampleAllowsItsHostsAndNoneThatOnlyEndLikeThem() {
    var allowed = load("config.yaml").config().access().allowedTargets();
    assertThat(allowed.matcher("en.Wikipedia.org:443").find()).isTrue();
    assertThat(allowed.matcher("rust-lang.org:443").find()).isTrue();
    assertThat(allowed.matcher("evilwikipedia.org:443").find()).isFalse();
    assertThat(allowed.matcher("wikipedia.org:80").find()).isFalse();
  }

  @Test
  void theSampleForBrowsersLoadsWithTheOriginalsValues() {
    ServerConfig config = load("config-browser.yaml").config();
    assertThat(config.initiationTimeout()).isEqualTo(Duration.ofSeconds(100));
    assertThat(config.connect().connectTimeout()).isEqualTo(Duration.ofSeconds(100));
    assertThat(config.upstream().idleTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.downstream().idleTimeout()).isEqualTo(Duration.ofSeconds(100));
    assertThat(config.upstream().minRateBpm()).isNull();
    assertThat(config.upstream().maxRateBps()).isEqualTo(10_000_000);
  }
}
