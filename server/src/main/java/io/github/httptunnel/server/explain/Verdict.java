package io.github.httptunnel.server.explain;

import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.RuleRef;
import org.jspecify.annotations.Nullable;

/** What would become of a request. */
public sealed interface Verdict {

  /**
   * It would be led to its target.
   *
   * @param rule which rule says so; absent when none has a say
   * @param reported whether its record would be marked
   */
  record Allowed(@Nullable RuleRef rule, boolean reported) implements Verdict {}

  /**
   * It would be refused.
   *
   * @param rule which rule says so; absent when it is no rule's doing
   */
  record Refused(Refusal refusal, @Nullable RuleRef rule) implements Verdict {}

  /** The listener does not serve the client: the connection would be closed before it is read. */
  record TurnedAway() implements Verdict {}
}
