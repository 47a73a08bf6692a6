package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.config.ConfigOrigin;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.server.config.ConfigWarning;
import io.github.httptunnel.server.config.EffectiveConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.server.lists.ListState;
import io.github.httptunnel.server.lists.Lists;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.helpers.NOPLogger;

/** Says what is odd about a configuration, and reads the lists, instead of starting with it. */
record ConfigCheck(PrintWriter out, PrintWriter err) implements Launch {

  @Override
  public int run(ServerConfig config, ConfigOrigin origin, List<ConfigWarning> warnings) {
    return check(config, origin, warnings, EffectiveConfig.UNKNOWN);
  }

  @Override
  public int run(ConfigResult.Loaded start, ConfigOrigin origin, Supplier<ConfigResult> again) {
    return check(start.config(), origin, start.warnings(), start.effective().get());
  }

  private int check(
      ServerConfig config,
      ConfigOrigin origin,
      List<ConfigWarning> known,
      EffectiveConfig effective) {
    List<ConfigWarning> warnings = new ArrayList<>(known);
    List<ListState> lists;
    try {
      lists = Lists.open(config.access().lists(), NOPLogger.NOP_LOGGER).states();
    } catch (IllegalArgumentException unusable) {
      known.forEach(warning -> err.println(warning.text()));
      err.println("http-tunnel: " + unusable.getMessage() + "; nothing was started");
      return ExitCode.CONFIGURATION;
    }
    lists.stream()
        .filter(list -> list.report().entries() == 0)
        .map(list -> empty(list, effective))
        .forEach(warnings::add);
    warnings.forEach(warning -> err.println(warning.text()));
    lists.forEach(list -> out.println("list " + list.name() + ": " + list.report().summary()));
    out.println(summary(config.listeners().size(), origin, warnings.size()));
    return ExitCode.OK;
  }

  private static ConfigWarning empty(ListState list, EffectiveConfig effective) {
    return effective.warning(
        "access.lists." + list.name() + ".file",
        "holds no name and no address, so rules about this list match nothing");
  }

  private static String summary(int listeners, ConfigOrigin origin, int warnings) {
    return origin.text()
        + ": good, "
        + (listeners == 1 ? "1 listener" : listeners + " listeners")
        + (warnings == 0 ? "" : ", warnings: " + warnings);
  }
}
