package io.github.httptunnel.server.config;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;

/** Writes values as they could stand in the file. */
final class Written {

  private Written() {}

  static String of(Object value) {
    return switch (value) {
      case Duration duration -> duration(duration);
      case InetSocketAddress address -> NetUtil.toSocketAddressString(address);
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      default -> value.toString();
    };
  }

  /** In the largest unit in which it is whole, of those that need no thought. */
  private static String duration(Duration duration) {
    if (duration.toNanosPart() % 1_000_000 != 0) {
      return duration.toNanos() + "ns";
    }
    if (duration.toNanosPart() != 0) {
      return duration.toMillis() + "ms";
    }
    long seconds = duration.toSeconds();
    return seconds > 0 && seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds + "s";
  }
}
