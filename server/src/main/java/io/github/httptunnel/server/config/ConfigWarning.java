package io.github.httptunnel.server.config;

import org.jspecify.annotations.Nullable;

/**
 * Something the operator should know although the configuration works. Holds no secret.
 *
 * @param source the file, or {@code command line}
 * @param at where in the file; absent when the source has no lines
 * @param path the key or option
 * @param message what to know and what to do
 */
public record ConfigWarning(String source, @Nullable Position at, String path, String message) {

  /** A warning about an option. */
  public static ConfigWarning onCommandLine(String option, String message) {
    return new ConfigWarning("command line", null, option, message);
  }

  /** {@code source:line:column: warning: path: message}. */
  public String text() {
    return Origin.of(source, at) + "warning: " + path + ": " + message;
  }
}
