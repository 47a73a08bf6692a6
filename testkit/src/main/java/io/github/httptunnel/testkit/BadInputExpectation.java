package io.github.httptunnel.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges what came of a {@link BadInput}. Each key of the expectation has a {@link Judge}; keys
 * that need more than {@link Evidence} holds (memory, processor time) are the caller's to add, and
 * those without any judge are listed in the verdict. Besides plain keys there are these relations:
 *
 * <ul>
 *   <li>{@code any_of}: a list of expectations of which one must be met;
 *   <li>{@code or_close}: instead of an answer with {@code status} the connection may be closed
 *       without one;
 *   <li>{@code or_status}: instead of {@code close} an answer with one of these may come;
 *   <li>{@code prefer}: the better of several allowed statuses; another one is but remarked.
 * </ul>
 */
public final class BadInputExpectation {

  private static final List<String> RELATIONS =
      List.of("any_of", "or_close", "or_status", "prefer");

  private final Placeholders placeholders;
  private final Map<String, Judge> judges;

  private BadInputExpectation(Placeholders placeholders, Map<String, Judge> judges) {
    this.placeholders = placeholders;
    this.judges = judges;
  }

  /** Judges with what this package knows; {@code placeholders} are filled in expected values. */
  public static BadInputExpectation with(Placeholders placeholders) {
    Map<String, Judge> known = new HashMap<>(ClientJudges.ALL);
    known.putAll(SocksJudges.ALL);
    known.putAll(OriginJudges.ALL);
    return new BadInputExpectation(placeholders, Map.copyOf(known));
  }

  /** Also judges {@code key}, or judges it in another way. */
  public BadInputExpectation and(String key, Judge judge) {
    Map<String, Judge> more = new HashMap<>(judges);
    more.put(key, judge);
    return new BadInputExpectation(placeholders, Map.copyOf(more));
  }

  /** What {@code evidence} means for {@code entry}. */
  public Verdict judge(BadInput entry, Evidence evidence) {
    return judge(entry.expect(), evidence);
  }

  private Verdict judge(Map<?, ?> expect, Evidence evidence) {
    List<String> violations = new ArrayList<>();
    List<String> unjudged = new ArrayList<>();
    expect.forEach((key, value) -> {
      String name = String.valueOf(key);
      Judge judge = judges.get(name);
      if (judge != null) {
        one(name, judge, expect, evidence).ifPresent(violations::add);
      } else if (!RELATIONS.contains(name)) {
        unjudged.add(name);
      }
    });
    if (expect.get("any_of") instanceof List<?> alternatives) {
      anyOf(alternatives, evidence, violations, unjudged);
    }
    return new Verdict(violations, unjudged, remarks(expect, evidence));
  }

  private Optional<String> one(String key, Judge judge, Map<?, ?> expect, Evidence evidence) {
    if (key.equals("status") && flag(expect, "or_close") && evidence.silentlyClosed()) {
      return Optional.empty();
    }
    if (key.equals("close") && hasStatusOf(expect.get("or_status"), evidence)) {
      return Optional.empty();
    }
    return judge.violation(filled(expect.get(key)), evidence);
  }

  private void anyOf(
      List<?> alternatives, Evidence evidence, List<String> violations, List<String> unjudged) {
    List<Verdict> verdicts =
        alternatives.stream().map(one -> judge(new Wanted(one).members(), evidence)).toList();
    Optional<Verdict> met = verdicts.stream().filter(Verdict::met).findFirst();
    if (met.isPresent()) {
      unjudged.addAll(met.get().unjudged());
    } else {
      violations.add("any_of: " + verdicts.stream().map(Verdict::violations).toList());
    }
  }

  private static List<String> remarks(Map<?, ?> expect, Evidence evidence) {
    Object preferred = expect.get("prefer");
    return preferred == null || hasStatusOf(preferred, evidence)
        ? List.of()
        : List.of("prefers " + preferred + " to " + evidence.observed().statuses());
  }

  private static boolean hasStatusOf(@Nullable Object statuses, Evidence evidence) {
    return statuses != null
        && !(statuses instanceof String)
        && evidence.observed().statuses().stream()
            .anyMatch(new Wanted(statuses).numbers()::contains);
  }

  private static boolean flag(Map<?, ?> expect, String key) {
    return Boolean.TRUE.equals(expect.get(key));
  }

  private Wanted filled(@Nullable Object value) {
    return new Wanted(fill(value));
  }

  private @Nullable Object fill(@Nullable Object value) {
    return switch (value) {
      case String text -> placeholders.fill(text);
      case List<?> list -> list.stream().map(this::fill).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> filled = new HashMap<>();
        map.forEach((key, member) -> filled.put(key, fill(member)));
        yield filled;
      }
      case null, default -> value;
    };
  }
}
