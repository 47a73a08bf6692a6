package io.github.httptunnel.server.accesslog;

/** Characters that could end a line, steer a terminal or hide text. */
final class Unprintable {

  private Unprintable() {}

  /** Whether a UTF-16 unit must not be written as it is. */
  static boolean test(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
