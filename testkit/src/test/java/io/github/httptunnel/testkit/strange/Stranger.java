package io.github.httptunnel.testkit.strange;

import io.github.httptunnel.testkit.HouseRules;

/** Looks across a package's border, for HouseRulesTest. */
public final class Stranger {

  /** What it looks at. */
  public Class<?> sees() {
    return HouseRules.class;
  }
}
