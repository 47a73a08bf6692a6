package io.github.httptunnel.access;

import com.google.re2j.Pattern;
import io.github.httptunnel.access.Step.Effect;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Refusal.Forbidden;
import io.github.httptunnel.tunnel.RuleRef;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say: the first that matches decides; where none does, {@code allowed_targets} if
 * there are any, else the default.
 *
 * <p>While the address is not known, a rule about addresses may be in the way. Then the answer is
 * no if it would be no with any address, so that nothing is looked up in vain; else it is yes for
 * the time being, and the same question with the address gives the answer that counts.
 */
final class Judgement {

  private static final Decision ALLOWED = new Decision.Allowed();

  private final RuleSet rules;
  private final @Nullable Pattern allowedTargets;
  private final boolean allowsTheRest;

  Judgement(RuleSet rules, @Nullable Pattern allowedTargets) {
    this.rules = rules;
    this.allowedTargets = allowedTargets;
    this.allowsTheRest = rules.allowsTheRest();
  }

  /** Whether everything is allowed, by nobody. */
  boolean isSilent() {
    return allowedTargets == null && rules.isSilent();
  }

  Decision on(Asked asked, @Nullable Trace trace) {
    boolean open = false;
    boolean mayAllow = false;
    for (Rule rule : rules.rules()) {
      Fit fit = rule.fit(asked);
      if (trace != null) {
        trace.step(Step.of(rule, fit, asked));
      }
      if (fit == Fit.YES) {
        return settled(rule.decision(), open, mayAllow);
      }
      if (fit == Fit.BY_ADDRESS) {
        open = true;
        mayAllow |= rule.action().allows();
      }
    }
    return settled(otherwise(asked, trace), open, mayAllow);
  }

  private static Decision settled(Decision last, boolean open, boolean mayAllow) {
    return open && (mayAllow || last instanceof Decision.Allowed) ? ALLOWED : last;
  }

  private Decision otherwise(Asked asked, @Nullable Trace trace) {
    return allowedTargets == null
        ? last("access.default", allowsTheRest, RuleSet.DEFAULT, trace)
        : last(
            "target_connection.allowed_targets",
            allowedTargets.matcher(asked.request().target().authority()).find(),
            null,
            trace);
  }

  private static Decision last(
      String subject, boolean allowed, @Nullable RuleRef ref, @Nullable Trace trace) {
    if (trace != null) {
      trace.step(Step.of(subject, allowed ? Effect.ALLOWS : Effect.DENIES, null));
    }
    return allowed ? ALLOWED : new Decision.Denied(new Forbidden(Forbidden.Rule.NOT_ALLOWED), ref);
  }
}
