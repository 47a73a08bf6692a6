package io.github.httptunnel.server.config;

import io.github.httptunnel.server.config.Node.Entry;
import io.github.httptunnel.server.config.Node.Mapping;
import io.github.httptunnel.server.config.Node.Scalar;
import io.github.httptunnel.server.config.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list or mapping that {@link TreeReader} has begun to read and not finished. */
final class Branch {

  private final Position at;
  private final boolean mapping;
  private final @Nullable String anchor;
  private final boolean secret;

  /** The items; of a mapping, keys and values in turn. */
  private final List<Node> children = new ArrayList<>();

  private long weight = 1;
  private int depth = 1;

  Branch(Position at, boolean mapping, @Nullable String anchor, boolean secret) {
    this.at = at;
    this.mapping = mapping;
    this.anchor = anchor;
    this.secret = secret;
  }

  void add(Node child, long childWeight, int childDepth) {
    children.add(child);
    weight += childWeight;
    depth = Math.max(depth, childDepth + 1);
  }

  @Nullable String anchor() {
    return anchor;
  }

  long weight() {
    return weight;
  }

  int depth() {
    return depth;
  }

  /** Whether what comes next is, or belongs to, the value of a key with a secret's name. */
  boolean isSecretNext() {
    boolean isValue = mapping && children.size() % 2 == 1;
    return secret
        || (isValue
            && children.getLast() instanceof Scalar key
            && SecretNames.isSecret(key.text()));
  }

  Node node() {
    if (!mapping) {
      return new Sequence(at, List.copyOf(children));
    }
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i + 1 < children.size(); i += 2) {
      entries.add(new Entry(children.get(i), children.get(i + 1)));
    }
    return new Mapping(at, List.copyOf(entries));
  }
}
