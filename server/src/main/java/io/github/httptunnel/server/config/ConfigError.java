package io.github.httptunnel.server.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with the configuration. Holds no secret.
 *
 * @param file as it was named by whoever asked to read it
 * @param at where in the file; absent when the file as a whole is meant
 * @param path the key, such as {@code listeners[0].bind}; empty when no key is meant
 * @param message what is wrong and what was expected
 * @param excerpt the line with a caret below; absent when it would not help
 */
public record ConfigError(
    String file, @Nullable Position at, String path, String message, @Nullable String excerpt) {

  /** {@code file:line:column: path: message}, and the excerpt on lines of its own. */
  public String text() {
    return excerpt == null ? line() : line() + "\n" + excerpt;
  }

  /** The same without the excerpt, for a log. */
  public String line() {
    return Origin.of(file, at) + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
