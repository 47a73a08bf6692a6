package io.github.httptunnel.server.config;

import io.github.httptunnel.server.config.ConfigOrigin.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration file is. A file that somebody names is taken as it is, so that a missing
 * one is an error; the usual places are only looked at.
 */
public final class ConfigLocation {

  private final Environment environment;
  private final Path root;
  private final Path workingDirectory;

  /**
   * Looks below a given root.
   *
   * @param environment for {@code HTTP_TUNNEL_CONFIG}, {@code XDG_CONFIG_HOME} and {@code HOME}
   * @param root holds {@code etc}
   * @param workingDirectory holds {@code http-tunnel.yaml}; empty: that of the process
   */
  public ConfigLocation(Environment environment, Path root, Path workingDirectory) {
    this.environment = environment;
    this.root = root;
    this.workingDirectory = workingDirectory;
  }

  /**
   * Finds the file.
   *
   * @param option what {@code --config} says, if anything
   */
  public ConfigOrigin find(@Nullable Path option) {
    if (option != null) {
      return new ConfigOrigin(Source.OPTION, option);
    }
    String variable = environment.variable("HTTP_TUNNEL_CONFIG");
    if (variable != null && !variable.isEmpty()) {
      return new ConfigOrigin(Source.VARIABLE, Path.of(variable));
    }
    Path here = workingDirectory.resolve("http-tunnel.yaml");
    if (Files.exists(here)) {
      return new ConfigOrigin(Source.WORKING_DIRECTORY, here);
    }
    Path user = user();
    if (user != null && Files.exists(user)) {
      return new ConfigOrigin(Source.USER, user);
    }
    Path system = root.resolve("etc/http-tunnel/config.yaml");
    return Files.exists(system)
        ? new ConfigOrigin(Source.SYSTEM, system)
        : new ConfigOrigin(Source.DEFAULTS, null);
  }

  /** The XDG rules: a relative directory is to be ignored, {@code ~/.config} is the default. */
  private @Nullable Path user() {
    String xdg = environment.variable("XDG_CONFIG_HOME");
    if (xdg != null && Path.of(xdg).isAbsolute()) {
      return Path.of(xdg, "http-tunnel", "config.yaml");
    }
    String home = environment.variable("HOME");
    return home == null || home.isEmpty()
        ? null
        : Path.of(home, ".config", "http-tunnel", "config.yaml");
  }
}
