package io.github.httptunnel.server.identity;

import io.github.httptunnel.tunnel.Authenticator.Verdict;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What came of checking, for a while: a browser shows the same password with every request. Holds
 * for the users it was checked with and no others. Not thread-safe.
 */
final class Verdicts {

  static final long RIGHT_NANOS = TimeUnit.MINUTES.toNanos(5);
  static final long WRONG_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final int MOST_RIGHT = 10_000;
  private static final int MOST_WRONG = 1_000;

  private final Bounded<LoginKey, Right> right = new Bounded<>(MOST_RIGHT);
  private final Bounded<LoginKey, Wrong> wrong = new Bounded<>(MOST_WRONG);

  private record Right(Verdict.Known verdict, Users users, long until) {}

  private record Wrong(Users users, long until) {}

  /** What came of it; absent if it has to be checked, again or for the first time. */
  @Nullable Verdict find(LoginKey key, Users users, long now) {
    Right known = right.get(key);
    if (known != null && known.users() == users && known.until() - now > 0) {
      return known.verdict();
    }
    Wrong unknown = wrong.get(key);
    return unknown != null && unknown.users() == users && unknown.until() - now > 0
        ? new Verdict.Unknown()
        : null;
  }

  /** Whether it was right when it was checked last, however long ago. */
  boolean wasRight(LoginKey key, Users users) {
    Right known = right.get(key);
    return known != null && known.users() == users;
  }

  void put(LoginKey key, Users users, Verdict verdict, long now) {
    if (verdict instanceof Verdict.Known known) {
      right.put(key, new Right(known, users, now + RIGHT_NANOS));
    } else {
      right.remove(key);
      wrong.put(key, new Wrong(users, now + WRONG_NANOS));
    }
  }
}
