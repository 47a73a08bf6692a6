package io.github.httptunnel.testkit;

import java.util.List;

/**
 * What an expectation came to.
 *
 * @param violations what was not as expected, in words
 * @param unjudged keys nobody can judge here; they are no proof of anything
 * @param remarks preferences that were not met, which is allowed
 */
public record Verdict(List<String> violations, List<String> unjudged, List<String> remarks) {

  /** Copies the lists. */
  public Verdict {
    violations = List.copyOf(violations);
    unjudged = List.copyOf(unjudged);
    remarks = List.copyOf(remarks);
  }

  /** Whether all that was judged is as expected. */
  public boolean met() {
    return violations.isEmpty();
  }
}
