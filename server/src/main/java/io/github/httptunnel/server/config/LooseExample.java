package io.github.httptunnel.server.config;

import com.google.re2j.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A target that a loose expression lets through and that nobody meant. Whatever is given here has
 * been matched by the expression itself.
 */
final class LooseExample {

  private static final Pattern TARGET = Pattern.compile("[A-Za-z0-9.-]+:[1-9][0-9]{0,4}");

  private LooseExample() {}

  /** One with another name in front; absent if none comes to mind. */
  static @Nullable String inFront(String regex) {
    return found(regex, samples(regex, "a").map(text -> "evil" + text));
  }

  /** One that goes on behind; absent if none comes to mind. */
  static @Nullable String behind(String regex) {
    return found(
        regex,
        samples(regex, "a")
            .map(text ->
                text.contains(":") ? text + "0" : text.replaceFirst("\\.?$", ".evil.example")));
  }

  /** One with a letter in place of a dot; absent if none comes to mind. */
  static @Nullable String between(String regex) {
    return found(regex, samples(regex, "x"));
  }

  /** The same host without a port, for an expression about hosts. */
  static @Nullable String host(String regex) {
    String target = between(regex);
    return target == null ? null : target.substring(0, target.indexOf(':'));
  }

  private static Stream<String> samples(String regex, String any) {
    return SampleTexts.of(regex, any).stream();
  }

  private static @Nullable String found(String regex, Stream<String> candidates) {
    Pattern pattern = Pattern.compile(regex);
    return candidates
        .flatMap(text -> Stream.of(text, text + ":443", text + "443"))
        .filter(text -> TARGET.matcher(text).matches() && pattern.matcher(text).find())
        .findFirst()
        .orElse(null);
  }
}
