package io.github.httptunnel.server.admin;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind one path: an action for each method that it takes. Where there is {@code GET}
 * there is {@code HEAD}.
 *
 * @param actions by method
 */
public record Page(Map<String, Action> actions) {

  /**
   * What answers to one method.
   *
   * @param kind who may ask
   * @param answer on a virtual thread, which it may block
   */
  public record Action(Kind kind, Function<Question, Answer> answer) {}

  /** Who may ask for something. */
  public enum Kind {
    /** Anybody who reaches the listener: it says nothing that others must not know. */
    OPEN,
    /** The operator, who wants to know something. */
    READ,
    /** The operator, who changes something. */
    CHANGE
  }

  /** Copies the map. */
  public Page {
    actions = Map.copyOf(actions);
  }

  /** Read by anybody. */
  public static Page open(Function<Question, Answer> answer) {
    return new Page(Map.of("GET", new Action(Kind.OPEN, answer)));
  }

  /** Read by the operator. */
  public static Page read(Function<Question, Answer> answer) {
    return new Page(Map.of("GET", new Action(Kind.READ, answer)));
  }

  /** Changes something. */
  public static Page change(String method, Function<Question, Answer> answer) {
    return new Page(Map.of(method, new Action(Kind.CHANGE, answer)));
  }

  /** This, and what the other one answers to other methods. */
  public Page and(Page other) {
    Map<String, Action> both = new LinkedHashMap<>(actions);
    both.putAll(other.actions);
    return new Page(both);
  }

  /** What answers to a method; absent if nothing does. */
  @Nullable Action action(String method) {
    return actions.get(method.equals("HEAD") ? "GET" : method);
  }

  /** The methods, as {@code Allow} lists them. */
  String methods() {
    Set<String> methods = new LinkedHashSet<>();
    if (actions.containsKey("GET")) {
      methods.add("GET");
      methods.add("HEAD");
    }
    actions.keySet().stream().sorted().forEach(methods::add);
    return String.join(", ", methods);
  }
}
