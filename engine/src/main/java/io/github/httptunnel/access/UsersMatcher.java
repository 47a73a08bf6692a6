package io.github.httptunnel.access;

import java.util.Set;

/**
 * Who asks, by the name that was proved. Somebody without a name matches none.
 *
 * @param users names as they are, case-sensitive
 */
public record UsersMatcher(Set<String> users) implements Matcher {

  /** Copies the set. */
  public UsersMatcher {
    users = Set.copyOf(users);
  }

  @Override
  public String key() {
    return "users";
  }

  @Override
  public Fit fit(Asked asked) {
    String user = asked.request().user();
    return user != null && users.contains(user) ? Fit.YES : Fit.NO;
  }

  @Override
  public boolean covers(Matcher other) {
    return switch (other) {
      case UsersMatcher(Set<String> others) -> users.containsAll(others);
      case GroupsMatcher(_, Set<String> members, boolean claimed) ->
          !claimed && users.containsAll(members);
      default -> false;
    };
  }

  @Override
  public String toString() {
    return "UsersMatcher[hidden]";
  }
}
