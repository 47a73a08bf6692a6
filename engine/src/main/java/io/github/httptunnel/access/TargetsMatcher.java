package io.github.httptunnel.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where it leads.
 *
 * @param patterns asked one after another; thousands of names belong in a list
 * @param inside whether an IPv4 address inside an IPv6 address counts too: what is denied must not
 *     be reached through a translator
 */
public record TargetsMatcher(List<TargetPattern> patterns, boolean inside) implements Matcher {

  /** Copies the list. */
  public TargetsMatcher {
    patterns = List.copyOf(patterns);
  }

  @Override
  public String key() {
    return "targets";
  }

  @Override
  public Fit fit(Asked asked) {
    Fit fit = Fit.NO;
    for (TargetPattern pattern : patterns) {
      fit = fit.or(fit(pattern, asked));
      if (fit == Fit.YES) {
        return fit;
      }
    }
    return fit;
  }

  /** The first pattern that matches; absent if none does. */
  @Nullable TargetPattern first(Asked asked) {
    for (TargetPattern pattern : patterns) {
      if (fit(pattern, asked) == Fit.YES) {
        return pattern;
      }
    }
    return null;
  }

  private Fit fit(TargetPattern pattern, Asked asked) {
    Fit outer = pattern.fit(asked.request().target(), asked.address());
    return outer == Fit.NO && inside && asked.embedded() != null && pattern.block() != null
        ? pattern.fit(asked.request().target(), asked.embedded())
        : outer;
  }

  @Override
  public boolean isEverything() {
    return patterns.stream().anyMatch(TargetPattern::isEverything);
  }

  @Override
  public boolean covers(Matcher other) {
    return other instanceof TargetsMatcher targets
        && targets.patterns.stream().allMatch(pattern -> covers(pattern, targets.inside));
  }

  private boolean covers(TargetPattern other, boolean alsoInside) {
    return (inside || !alsoInside || other.block() == null)
        && patterns.stream().anyMatch(pattern -> pattern.covers(other));
  }
}
