package io.github.httptunnel.server.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key with what holds for it.
 *
 * @param key from the top, such as {@code listeners[0].bind}
 * @param content what it says, secrets masked
 * @param origin who says so
 */
public record EffectiveSetting(String key, Content content, ValueOrigin origin) {

  /** What a key says. */
  public sealed interface Content {

    /** One value, as it could stand in the file. */
    record Single(String text) implements Content {}

    /** A list of values. */
    record Several(List<String> texts) implements Content {
      /** Copies the list. */
      public Several {
        texts = List.copyOf(texts);
      }
    }

    /** A value that is not to be shown, or a list of such. */
    record Masked() implements Content {}

    /** A section that is there, with nothing in it. */
    record EmptySection() implements Content {}

    /** Nothing: there is no such thing, or what holds follows from something else. */
    record Unset() implements Content {}
  }

  /** What stands in place of a secret. */
  static final String MASK = "***";

  /** A list if there may be several, else one value. */
  static EffectiveSetting of(String key, List<String> texts, boolean single, ValueOrigin origin) {
    Content content = single ? new Content.Single(texts.getFirst()) : new Content.Several(texts);
    return new EffectiveSetting(key, isSecret(key, origin) ? new Content.Masked() : content, origin)
        .withoutPasswords();
  }

  /** A key's name tells; and what is kept in a file or variable of its own is kept from readers. */
  private static boolean isSecret(String key, ValueOrigin origin) {
    return SecretNames.isSecretPath(key)
        || (origin instanceof ValueOrigin.File file && file.isSecret());
  }

  /** The password inside a URL is no key's value and still a secret. */
  private EffectiveSetting withoutPasswords() {
    return switch (content) {
      case Content.Single(String text) ->
          new EffectiveSetting(key, new Content.Single(withoutPassword(text)), origin);
      case Content.Several(List<String> texts) ->
          new EffectiveSetting(
              key,
              new Content.Several(texts.stream().map(EffectiveSetting::withoutPassword).toList()),
              origin);
      default -> this;
    };
  }

  private static String withoutPassword(String text) {
    return text.replaceAll("://[^/?#\\s]*@", "://" + MASK + "@");
  }

  /** The value, if it is a single one that may be shown. */
  public @Nullable String text() {
    return content instanceof Content.Single(String text) ? text : null;
  }
}
