package io.github.httptunnel.access;

import java.util.Set;

/**
 * Who asks, by what that user belongs to.
 *
 * @param groups the groups' names
 * @param members everybody in them
 */
public record GroupsMatcher(Set<String> groups, Set<String> members) implements Matcher {

  /** Copies the sets. */
  public GroupsMatcher {
    groups = Set.copyOf(groups);
    members = Set.copyOf(members);
  }

  @Override
  public String key() {
    return "groups";
  }

  @Override
  public Fit fit(Asked asked) {
    return new UsersMatcher(members).fit(asked);
  }

  @Override
  public boolean covers(Matcher other) {
    return new UsersMatcher(members).covers(other);
  }

  @Override
  public String toString() {
    return "GroupsMatcher" + groups;
  }
}
