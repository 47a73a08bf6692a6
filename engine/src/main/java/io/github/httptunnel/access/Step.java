package io.github.httptunnel.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a decision looked at, for those who want to know how it came about.
 *
 * @param subject the key in the configuration, or the rule's label
 * @param action what the rule does; absent if it is no rule
 * @param line where the rule stands in the configuration file, from 1; 0 if it stands in none
 * @param effect what came of it
 * @param reason what decided: of a rule that does not match, the key of the criterion that did not;
 *     of one that does, what of the target it found; absent if there is nothing to add
 * @param entry the entry of a list that was found; absent if none was
 */
public record Step(
    String subject,
    @Nullable Action action,
    int line,
    Effect effect,
    @Nullable String reason,
    @Nullable ListHit entry) {

  /** The address is our own. */
  static final Step OWN_ADDRESS = of("own addresses", Effect.DENIES, null);

  /** What came of looking. */
  public enum Effect {
    /** Nothing: the next one is looked at. */
    PASSES,
    /** The request is allowed, as far as this goes. */
    ALLOWS,
    /** The request is refused. */
    DENIES,
    /** It depends on the address, which is not known yet. */
    DEPENDS;

    /** The word used in explanations. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** About something that is no rule. */
  static Step of(String subject, Effect effect, @Nullable String reason) {
    return new Step(subject, null, 0, effect, reason, null);
  }

  /** About a rule; asks it once more, for its reasons. */
  static Step of(Rule rule, Fit fit, Asked asked) {
    return new Step(
        rule.ref().label(),
        rule.action(),
        rule.line(),
        switch (fit) {
          case NO -> Effect.PASSES;
          case BY_ADDRESS -> Effect.DEPENDS;
          case YES -> rule.action().allows() ? Effect.ALLOWS : Effect.DENIES;
        },
        fit == Fit.YES ? found(rule, asked) : open(rule, fit, asked),
        fit == Fit.YES ? entry(rule, asked) : null);
  }

  private static @Nullable String open(Rule rule, Fit fit, Asked asked) {
    for (Matcher matcher : rule.matchers()) {
      if (matcher.fit(asked) == fit) {
        return matcher.key();
      }
    }
    return null;
  }

  private static @Nullable String found(Rule rule, Asked asked) {
    for (Matcher matcher : rule.matchers()) {
      if (matcher instanceof TargetsMatcher targets) {
        TargetPattern first = targets.first(asked);
        return first == null ? null : first.text();
      }
    }
    return null;
  }

  private static @Nullable ListHit entry(Rule rule, Asked asked) {
    for (Matcher matcher : rule.matchers()) {
      if (matcher instanceof ListsMatcher lists) {
        return lists.first(asked);
      }
    }
    return null;
  }
}
