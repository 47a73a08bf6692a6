package io.github.httptunnel.access;

import java.util.Collections;
import java.util.Set;

/**
 * Who asks, by what that user belongs to.
 *
 * @param groups the groups' names
 * @param members everybody in them
 * @param claimed whether clients may prove themselves that they belong to a group
 */
public record GroupsMatcher(Set<String> groups, Set<String> members, boolean claimed)
    implements Matcher {

  /** Copies the sets. */
  public GroupsMatcher {
    groups = Set.copyOf(groups);
    members = Set.copyOf(members);
  }

  /** Groups of those members alone. */
  public GroupsMatcher(Set<String> groups, Set<String> members) {
    this(groups, members, false);
  }

  @Override
  public String key() {
    return "groups";
  }

  @Override
  public Fit fit(Asked asked) {
    boolean proved = !Collections.disjoint(groups, asked.request().client().groups());
    return proved ? Fit.YES : new UsersMatcher(members).fit(asked);
  }

  @Override
  public boolean covers(Matcher other) {
    return (other instanceof GroupsMatcher theirs && theirs.claimed)
        ? groups.containsAll(theirs.groups)
        : new UsersMatcher(members).covers(other);
  }

  @Override
  public String toString() {
    return "GroupsMatcher" + groups;
  }
}
