package io.github.httptunnel.server.cli;

import io.github.httptunnel.server.config.ConfigOrigin;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.server.config.ConfigWarning;
import io.github.httptunnel.server.config.ServerConfig;
import java.util.List;
import java.util.function.Supplier;

/** Runs the server that a command asks for. */
@FunctionalInterface
public interface Launch {

  /**
   * Starts the server and blocks until it has stopped.
   *
   * @param config complete, with what the command line says
   * @param origin where the file's part of it comes from
   * @param warnings to be shown to the operator
   * @return the exit code of the program
   */
  int run(ServerConfig config, ConfigOrigin origin, List<ConfigWarning> warnings);

  /**
   * The same, with the means to change it later.
   *
   * @param start complete, with what the command line says
   * @param again reads the file anew and adds what the command line says; blocks
   */
  default int run(ConfigResult.Loaded start, ConfigOrigin origin, Supplier<ConfigResult> again) {
    return run(start.config(), origin, start.warnings());
  }
}
