package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.RuleRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the operator's, in the order in which they are asked: the first that matches
 * decides. Immutable.
 *
 * @param rules each with a {@link RuleRef} of its own
 * @param otherwise what holds where none matches, {@link Action#ALLOW} or {@link Action#DENY};
 *     absent: deny if any rule allows, for whoever lists what may be reached means nothing else
 */
public record RuleSet(List<Rule> rules, @Nullable Action otherwise) {

  /** What records call the decision where no rule matches. */
  public static final RuleRef DEFAULT = new RuleRef("default");

  /** No rules: everything is allowed that nothing else forbids. */
  public static final RuleSet NONE = new RuleSet(List.of(), null);

  /** Copies the list. */
  public RuleSet {
    rules = List.copyOf(rules);
  }

  /** Whether what no rule matches is allowed. */
  public boolean allowsTheRest() {
    return otherwise == null
        ? rules.stream().noneMatch(rule -> rule.action() == Action.ALLOW)
        : otherwise.allows();
  }

  /** Whether there is nothing to ask. */
  boolean isSilent() {
    return rules.isEmpty() && allowsTheRest();
  }
}
