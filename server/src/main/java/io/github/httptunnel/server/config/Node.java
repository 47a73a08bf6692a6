package io.github.httptunnel.server.config;

import java.util.List;

/** A part of the file, with its place. Anchors are followed, tags refused, nothing interpreted. */
sealed interface Node {

  /** Where it begins. */
  Position at();

  /**
   * Text.
   *
   * @param plain whether it stands there without quotes
   */
  record Scalar(Position at, String text, boolean plain) implements Node {

    /** Whether YAML reads it as null. */
    boolean isNull() {
      return plain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }
  }

  /** A list. */
  record Sequence(Position at, List<Node> items) implements Node {}

  /** Keys with values, as they stand: keys may repeat. */
  record Mapping(Position at, List<Entry> entries) implements Node {}

  /** One key with its value. */
  record Entry(Node key, Node value) {}
}
