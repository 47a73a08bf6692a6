package io.github.httptunnel.access;

import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.RuleRef;
import java.util.List;

/**
 * One rule of the operator's: what it is about, and what becomes of it. Immutable.
 *
 * @param ref what it is called in records
 * @param action what becomes of a request that all matchers match
 * @param matchers at most one of each kind; none: every request
 * @param line where it stands in the configuration file, from 1; 0 if it stands in none
 */
public record Rule(RuleRef ref, Action action, List<Matcher> matchers, int line) {

  /** Copies the list. */
  public Rule {
    matchers = List.copyOf(matchers);
  }

  Fit fit(Asked asked) {
    Fit fit = Fit.YES;
    for (Matcher matcher : matchers) {
      Fit part = matcher.fit(asked);
      if (part == Fit.NO) {
        return part;
      }
      if (part == Fit.BY_ADDRESS) {
        fit = part;
      }
    }
    return fit;
  }

  /** What it says about a request that it matches. */
  Decision decision() {
    return action.allows()
        ? new Decision.Allowed(ref, action == Action.REPORT)
        : new Decision.Denied(new Forbidden(kind()), ref);
  }

  private Forbidden.Rule kind() {
    return matchers.stream().anyMatch(ListsMatcher.class::isInstance)
        ? Forbidden.Rule.LIST
        : Forbidden.Rule.RULE;
  }

  /**
   * Whether it matches whenever the other one does, as far as that can be told from the two alone.
   */
  public boolean covers(Rule other) {
    return matchers.stream()
        .allMatch(mine ->
            mine.isEverything() || other.matchers.stream().anyMatch(theirs -> mine.covers(theirs)));
  }
}
