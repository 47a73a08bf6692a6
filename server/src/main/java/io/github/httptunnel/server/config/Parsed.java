package io.github.httptunnel.server.config;

import java.util.function.Function;

/** What came of reading one value's text. */
public sealed interface Parsed<T> {

  /** The text is good. */
  record Good<T>(T value) implements Parsed<T> {}

  /**
   * The text is bad.
   *
   * @param problem follows the quoted text, such as {@code has no unit}; holds no part of it
   */
  record Bad<T>(String problem) implements Parsed<T> {}

  /** Checks or converts a good value further. */
  default <R> Parsed<R> then(Function<T, Parsed<R>> next) {
    return switch (this) {
      case Good<T>(T value) -> next.apply(value);
      case Bad<T>(String problem) -> new Bad<>(problem);
    };
  }
}
