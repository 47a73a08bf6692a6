package io.github.httptunnel.server.config;

import java.util.List;
import java.util.Locale;

/** Who says what holds for a key. */
public sealed interface ValueOrigin {

  /** Nobody: this is what holds without the key. */
  record Default() implements ValueOrigin {}

  /** An option or a command. */
  record CommandLine() implements ValueOrigin {}

  /**
   * The configuration file.
   *
   * @param file as the operator named it
   * @param at where the value begins
   * @param references what was replaced in it, such as <code>${PORT}</code>, or <code>${PORT:-...}
   *     </code> where the default was taken
   */
  record File(String file, Position at, List<String> references) implements ValueOrigin {
    /** Copies the list. */
    public File {
      references = List.copyOf(references);
    }

    /** Whether the value comes from where secrets are kept. */
    boolean isSecret() {
      return references.stream()
          .anyMatch(reference ->
              reference.startsWith("${file:")
                  || SecretNames.isSecret(reference.toLowerCase(Locale.ROOT)));
    }
  }

  /** For people: {@code default}, {@code command line} or {@code file:line:column}. */
  default String text() {
    return switch (this) {
      case Default() -> "default";
      case CommandLine() -> "command line";
      case File(String file, Position at, List<String> references) ->
          file + ":" + at + (references.isEmpty() ? "" : " " + String.join(" ", references));
    };
  }
}
