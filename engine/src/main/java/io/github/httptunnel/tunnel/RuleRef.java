package io.github.httptunnel.tunnel;

/**
 * Which rule of the operator's made a decision.
 *
 * @param label the rule's name, or its place such as {@code rules[2]}: short, the same until the
 *     configuration changes, and safe to log
 */
public record RuleRef(String label) {

  /** The label. */
  @Override
  public String toString() {
    return label;
  }
}
