package io.github.httptunnel.server.systemd;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a service manager wants signs of life: sd_watchdog_enabled(3).
 *
 * @param every half of what it waits for one; absent: it wants none
 */
public record Watchdog(@Nullable Duration every) {

  static Watchdog read(Map<String, String> environment, long pid) {
    String whose = environment.get("WATCHDOG_PID");
    String micros = environment.get("WATCHDOG_USEC");
    if (micros == null || (whose != null && !whose.equals(Long.toString(pid)))) {
      return new Watchdog(null);
    }
    try {
      Duration limit = Duration.ofNanos(Math.multiplyExact(Long.parseLong(micros), 1_000L));
      return new Watchdog(limit.isPositive() ? limit.dividedBy(2) : null);
    } catch (ArithmeticException | NumberFormatException _) {
      return new Watchdog(null);
    }
  }
}
