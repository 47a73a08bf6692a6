package io.github.httptunnel.server.config;

import io.github.httptunnel.access.Action;
import io.github.httptunnel.access.TargetPattern;
import io.github.httptunnel.access.TimeWindow;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How the values of access rules are written. */
final class RuleSyntaxes {

  private static final Pattern USER = Pattern.compile("[^:\\p{Cntrl}]{1,255}");

  private RuleSyntaxes() {}

  /** Some targets. */
  static Syntax<TargetPattern> targets() {
    return new Syntax<>(
        "target pattern",
        "a host such as example.org, *.example.org or 192.0.2.0/24, perhaps with :PORTS",
        text -> worded(text, TargetPattern::parse));
  }

  /** Some hours of the week. */
  static Syntax<TimeWindow> times() {
    return new Syntax<>(
        "time window", TimeWindow.EXPECTED, text -> worded(text, TimeWindow::parse));
  }

  /** Whose clock counts. */
  static Syntax<ZoneId> zone() {
    return new Syntax<>(
        "time zone",
        "a zone such as Europe/Berlin or UTC",
        text -> {
          try {
            return new Parsed.Good<>(ZoneId.of(text.strip()));
          } catch (DateTimeException _) {
            return new Parsed.Bad<>("is no time zone");
          }
        });
  }

  /** What somebody proves to be called. */
  static Syntax<String> user() {
    return new Syntax<>(
        "user",
        "a user's name, without colons",
        text ->
            USER.matcher(text).matches()
                ? new Parsed.Good<>(text)
                : new Parsed.Bad<>("is no user's name"));
  }

  /** What somebody proves to belong to. */
  static Syntax<String> claimedGroup() {
    return new Syntax<>("group", "a group's name", user().parser());
  }

  /** What holds where no rule matches. */
  static Syntax<Action> otherwise() {
    Map<String, Action> words = new LinkedHashMap<>();
    words.put(Action.ALLOW.code(), Action.ALLOW);
    words.put(Action.DENY.code(), Action.DENY);
    return Syntaxes.choice("one of allow, deny", words, "one of allow, deny");
  }

  /** One of the names that the file gives to things of a kind. */
  static Syntax<String> known(String kind, Map<String, ?> named) {
    return new Syntax<>(
        kind,
        named.isEmpty()
            ? "a " + kind + ", of which the file names none"
            : "one of " + String.join(", ", named.keySet()),
        text ->
            named.containsKey(text.strip())
                ? new Parsed.Good<>(text.strip())
                : new Parsed.Bad<>(
                    "names no " + kind + Spelling.hint(text.strip(), named.keySet())));
  }

  private static <T> Parsed<T> worded(String text, Function<String, T> parser) {
    try {
      return new Parsed.Good<>(parser.apply(text.strip()));
    } catch (IllegalArgumentException wrong) {
      return new Parsed.Bad<>(String.valueOf(wrong.getMessage()));
    }
  }
}
