package io.github.httptunnel.server.config;

import org.jspecify.annotations.Nullable;

/** Environment variables, usually {@code System::getenv}. */
@FunctionalInterface
public interface Environment {

  /** The variable's value; absent when it is not set. */
  @Nullable String variable(String name);
}
