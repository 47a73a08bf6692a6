package io.github.httptunnel.server.config;

import org.jspecify.annotations.Nullable;

/** How errors and warnings begin. */
final class Origin {

  private Origin() {}

  /** {@code file:line:column: }, or {@code file: }. */
  static String of(String file, @Nullable Position at) {
    return at == null ? file + ": " : file + ":" + at + ": ";
  }
}
