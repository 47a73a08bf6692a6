package io.github.httptunnel.server.config;

import io.github.httptunnel.server.config.Node.Scalar;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Makes a tree of a file's YAML. Works on the parser's events with a stack of its own and without
 * recursion, so that no nesting can exhaust the thread's stack and no chain of aliases the memory.
 */
final class TreeReader {

  static final int MAX_DEPTH = 32;
  static final int MAX_ALIASED = 10_000;

  private final Findings findings;
  private final Deque<Branch> open = new ArrayDeque<>();
  private final Map<String, Grown> anchors = new HashMap<>();
  private Position reached = new Position(1, 1);
  private int documents;
  private long aliased;
  private @Nullable Node root;

  TreeReader(Findings findings) {
    this.findings = findings;
  }

  /**
   * A finished part of the tree.
   *
   * @param weight how many nodes it has, those behind aliases counted each time
   * @param depth how deep it goes
   */
  private record Grown(Node node, long weight, int depth) {}

  /** The tree; absent when there is none, which has been reported. */
  @Nullable Node read() {
    LoadSettings settings = LoadSettings.builder().build();
    try {
      for (Event event : new Parse(settings).parseString(findings.source().text())) {
        if (!accept(event)) {
          return null;
        }
      }
    } catch (YamlEngineException broken) {
      new SyntaxErrors(findings).report(broken, reached);
      return null;
    }
    if (root == null) {
      return fail(new Position(1, 1), "", "the file is empty (expected: at least one key)");
    }
    return root;
  }

  private boolean accept(Event event) {
    reached = position(event.getEndMark());
    return switch (event) {
      case DocumentStartEvent start -> document(position(start.getStartMark()));
      case CollectionStartEvent start -> begin(start);
      case ScalarEvent scalar -> scalar(scalar);
      case AliasEvent alias -> alias(alias.getAlias(), position(alias.getStartMark()));
      default ->
          switch (event.getEventId()) {
            case MappingEnd, SequenceEnd -> end();
            default -> true;
          };
    };
  }

  private boolean document(Position at) {
    documents++;
    return documents == 1 || failed(at, "a second document begins here (expected: one document)");
  }

  private boolean begin(CollectionStartEvent start) {
    Position at = position(start.getStartMark());
    open.push(
        new Branch(
            at,
            start instanceof MappingStartEvent,
            start.getAnchor().map(Anchor::getValue).orElse(null),
            isSecret()));
    return isUntagged(start.getTag(), at) && isShallow(open.size(), at);
  }

  private boolean end() {
    Branch branch = open.pop();
    add(new Grown(branch.node(), branch.weight(), branch.depth()), branch.anchor());
    return true;
  }

  private boolean scalar(ScalarEvent event) {
    Position at = position(event.getStartMark());
    if (isSecret()) {
      findings.hide(at, position(event.getEndMark()));
    }
    String text = event.getValue();
    Scalar scalar =
        new Scalar(at, event.isPlain() ? text : withoutLastBreak(text), event.isPlain());
    add(new Grown(scalar, 1, 0), event.getAnchor().map(Anchor::getValue).orElse(null));
    return isUntagged(event.getTag(), at);
  }

  /** A block scalar ends with a line break that nobody means. */
  private static String withoutLastBreak(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private boolean alias(Anchor anchor, Position at) {
    String name = anchor.getValue();
    Grown target = anchors.get(name);
    if (target == null) {
      boolean loop = open.stream().anyMatch(branch -> name.equals(branch.anchor()));
      return failed(
          at,
          "alias *"
              + name
              + (loop ? " refers to itself" : " has no anchor &" + name + " before it"));
    }
    aliased += target.weight();
    if (aliased > MAX_ALIASED) {
      return failed(at, "aliases stand for more than " + MAX_ALIASED + " values altogether");
    }
    add(target, null);
    return isShallow(open.size() + target.depth(), at);
  }

  private void add(Grown grown, @Nullable String anchor) {
    if (anchor != null) {
      anchors.put(anchor, grown);
    }
    Branch parent = open.peek();
    if (parent == null) {
      root = grown.node();
    } else {
      parent.add(grown.node(), grown.weight(), grown.depth());
    }
  }

  private boolean isSecret() {
    Branch parent = open.peek();
    return parent != null && parent.isSecretNext();
  }

  private boolean isShallow(int depth, Position at) {
    return depth <= MAX_DEPTH
        || failed(at, "the nesting depth is above " + MAX_DEPTH + " (no key is that deep)");
  }

  private boolean isUntagged(Optional<String> tag, Position at) {
    return tag.isEmpty()
        || failed(
            at,
            "the tag "
                + tag.get().replace("tag:yaml.org,2002:", "!!")
                + " is not supported (expected: no tags; remove it)");
  }

  private boolean failed(Position at, String message) {
    findings.error(at, "", message);
    return false;
  }

  private @Nullable Node fail(Position at, String path, String message) {
    findings.error(at, path, message);
    return null;
  }

  private static Position position(Optional<Mark> mark) {
    return position(mark.orElseThrow());
  }

  static Position position(Mark at) {
    return new Position(at.getLine() + 1, at.getColumn() + 1);
  }
}
