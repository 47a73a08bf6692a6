package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.config.ConfigOrigin;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.server.config.ConfigWarning;
import io.github.httptunnel.server.config.EffectiveConfig;
import io.github.httptunnel.server.config.ServerConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/**
 * Prints a configuration instead of starting with it.
 *
 * @param json one JSON object instead of YAML
 */
record ConfigShow(PrintWriter out, boolean json) implements Launch {

  @Override
  public int run(ServerConfig config, ConfigOrigin origin, List<ConfigWarning> warnings) {
    return print(EffectiveConfig.UNKNOWN, origin);
  }

  @Override
  public int run(ConfigResult.Loaded start, ConfigOrigin origin, Supplier<ConfigResult> again) {
    return print(start.effective().get(), origin);
  }

  private int print(EffectiveConfig effective, ConfigOrigin origin) {
    if (json) {
      out.println(effective.json());
    } else {
      out.println("# " + origin.text());
      out.print(effective.text());
    }
    return ExitCode.OK;
  }
}
