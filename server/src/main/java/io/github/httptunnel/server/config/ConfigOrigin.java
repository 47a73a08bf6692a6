package io.github.httptunnel.server.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which configuration is used, and why that one.
 *
 * @param source who named it
 * @param file absent exactly when there is none and the defaults hold
 */
public record ConfigOrigin(Source source, @Nullable Path file) {

  /** Where a configuration file is looked for, in this order. */
  public enum Source {
    /** {@code --config}. */
    OPTION("named by --config"),
    /** {@code HTTP_TUNNEL_CONFIG}. */
    VARIABLE("named by HTTP_TUNNEL_CONFIG"),
    /** {@code ./http-tunnel.yaml}. */
    WORKING_DIRECTORY("found in the working directory"),
    /** {@code $XDG_CONFIG_HOME/http-tunnel/config.yaml}. */
    USER("found in the user's configuration directory"),
    /** {@code /etc/http-tunnel/config.yaml}. */
    SYSTEM("found in the system's configuration directory"),
    /** No file at all. */
    DEFAULTS("no configuration file; the defaults hold");

    private final String reason;

    Source(String reason) {
      this.reason = reason;
    }
  }

  /** For people: the file and who named it. */
  public String text() {
    return file == null ? source.reason : file + " (" + source.reason + ")";
  }
}
