package io.github.httptunnel.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>${VAR}</code>, <code>${VAR:-default}</code> and <code>${file:PATH}</code>; {@code
 * $$} followed by a brace stands for itself. What was put in is not searched again.
 */
final class Substitution {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(})?");

  private static final Pattern VARIABLE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

  private static final String FILE = "file:";

  private final Environment environment;
  private final Path folder;
  private final Consumer<Path> files;

  /**
   * @param files told of each file that is read
   */
  Substitution(Environment environment, Path folder, Consumer<Path> files) {
    this.environment = environment;
    this.folder = folder;
    this.files = files;
  }

  /** A text with everything replaced, or why that is impossible. */
  sealed interface Replaced {
    /**
     * Everything is replaced.
     *
     * @param references what was, such as <code>${VAR}</code>, or <code>${VAR:-...}</code> where
     *     the default was taken
     */
    record Text(String value, List<String> references) implements Replaced {}

    /**
     * Something is not.
     *
     * @param reference as it stands in the text
     * @param problem what is wrong with it
     */
    record Failed(String reference, String problem) implements Replaced {}
  }

  Replaced replace(String text) {
    StringBuilder result = new StringBuilder();
    List<String> references = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      switch (value(matcher)) {
        case Parsed.Good<String>(String value) -> {
          matcher.appendReplacement(result, Matcher.quoteReplacement(value));
          if (!matcher.group().startsWith("$$")) {
            references.add(named(matcher.group()));
          }
        }
        case Parsed.Bad<String>(String problem) -> {
          return new Replaced.Failed(matcher.group(), problem);
        }
      }
    }
    return new Replaced.Text(matcher.appendTail(result).toString(), references);
  }

  /** Without the default, which may be a secret; dots stand for one that was taken. */
  private String named(String reference) {
    Matcher parts = VARIABLE.matcher(reference.substring(2, reference.length() - 1));
    if (!parts.matches()) {
      return reference;
    }
    String value = environment.variable(parts.group(1));
    boolean isSet = value != null && !value.isEmpty();
    return "${" + parts.group(1) + (isSet || parts.group(2) == null ? "}" : ":-...}");
  }

  private Parsed<String> value(Matcher matcher) {
    if (matcher.group().startsWith("$$")) {
      return new Parsed.Good<>("${");
    }
    String name = matcher.group(1);
    if (matcher.group(2) == null) {
      return new Parsed.Bad<>("is not closed (expected: '}'; write $${ for the characters ${)");
    }
    return name.startsWith(FILE)
        ? Syntaxes.path(folder).parse(name.substring(FILE.length())).then(this::content)
        : variable(name);
  }

  private Parsed<String> content(Path file) {
    files.accept(file);
    return SmallFile.read(file);
  }

  private Parsed<String> variable(String reference) {
    Matcher parts = VARIABLE.matcher(reference);
    if (!parts.matches()) {
      return new Parsed.Bad<>(
          "is no reference (expected: ${VAR}, ${VAR:-default} or ${file:PATH})");
    }
    String value = environment.variable(parts.group(1));
    String fallback = parts.group(2);
    if (fallback != null && (value == null || value.isEmpty())) {
      return new Parsed.Good<>(fallback);
    }
    return value != null
        ? new Parsed.Good<>(value)
        : new Parsed.Bad<>(
            "is not set in the environment (set it, or give a default: ${"
                + parts.group(1)
                + ":-value})");
  }
}
