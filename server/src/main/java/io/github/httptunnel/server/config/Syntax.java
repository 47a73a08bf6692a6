package io.github.httptunnel.server.config;

import java.util.List;
import java.util.function.Function;

/**
 * How a value is written.
 *
 * @param type for the documentation, such as {@code duration}
 * @param expected for messages: what a good text looks like
 * @param parser reads the text
 * @param writer writes a text that is read as the value
 */
record Syntax<T>(
    String type, String expected, Function<String, Parsed<T>> parser, Function<T, String> writer) {

  /** The syntax of values that are written as everybody would. */
  Syntax(String type, String expected, Function<String, Parsed<T>> parser) {
    this(type, expected, parser, Written::of);
  }

  /** A value, or nothing because it was switched off. */
  record Switched<T>(List<T> value) {}

  Parsed<T> parse(String text) {
    return parser.apply(text);
  }

  String write(T value) {
    return writer.apply(value);
  }

  /** The same, written in another way. */
  Syntax<T> writtenBy(Function<T, String> other) {
    return new Syntax<>(type, expected, parser, other);
  }

  /** The same with a word that stands for nothing. */
  Syntax<Switched<T>> orOff() {
    return new Syntax<>(
        type + " or off",
        expected + ", or off",
        text ->
            text.equals("off")
                ? new Parsed.Good<>(new Switched<>(List.of()))
                : parse(text).then(value -> new Parsed.Good<>(new Switched<>(List.of(value)))),
        switched -> switched.value().isEmpty() ? "off" : write(switched.value().getFirst()));
  }
}
