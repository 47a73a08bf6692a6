package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program that gives way to its successor on the same socket, in the care of something like
 * systemd: {@code bench/restart.py}.
 */
class RestartIT {

  private static final Path SCRIPT = Path.of("..", "bench", "restart.py").toAbsolutePath();
  private static final Path PROGRAM = Path.of("target", "dist", "bin", "http-tunnel");

  @Test
  void refusesAndCutsNobody() {
    String said =
        Command.of("python3", SCRIPT.toString(), PROGRAM.toAbsolutePath().toString())
            .and("--rate", "40", "--restarts", "2", "--every", "2")
            .within(Duration.ofMinutes(3))
            .run()
            .successful()
            .stdout();
    Map<?, ?> result = JsonMapper.shared().readValue(said, Map.class);
    assertThat(result.get("problems")).as(said).isEqualTo(Map.of());
    assertThat(result.get("refused")).isEqualTo(0);
    assertThat(result.get("cut")).isEqualTo(0);
    assertThat((Integer) result.get("tunnels")).isGreaterThan(80);
    assertThat((Integer) result.get("long_tunnels")).isGreaterThan(3);
    assertThat(result.get("exits")).asString().isEqualTo("[143]");
    Map<?, ?> heard = (Map<?, ?>) result.get("said");
    assertThat(heard.get("READY=1")).isEqualTo(3);
    assertThat(heard.get("STOPPING=1")).isEqualTo(3);
    assertThat((Integer) heard.get("WATCHDOG=1")).isPositive();
  }
}
