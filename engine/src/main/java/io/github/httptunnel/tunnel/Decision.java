package io.github.httptunnel.tunnel;

import org.jspecify.annotations.Nullable;

/** Whether a client may go somewhere. */
public sealed interface Decision {

  /**
   * It may.
   *
   * @param rule which rule says so; absent when none had to
   * @param reported whether the operator wants to know of it
   */
  record Allowed(@Nullable RuleRef rule, boolean reported) implements Decision {

    /** No rule had a say. */
    public Allowed() {
      this(null, false);
    }
  }

  /**
   * It may not, and why.
   *
   * @param rule which rule says so; absent when it is no rule's doing
   */
  record Denied(Refusal.Forbidden refusal, @Nullable RuleRef rule) implements Decision {

    /** No rule had a say. */
    public Denied(Refusal.Forbidden refusal) {
      this(refusal, null);
    }
  }
}
