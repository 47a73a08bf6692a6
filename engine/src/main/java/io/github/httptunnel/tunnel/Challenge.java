package io.github.httptunnel.tunnel;

import java.util.Set;

/**
 * What a client is asked for that is to say who it is.
 *
 * @param realm the operator's name for what is protected; printable ASCII
 * @param kinds what may be shown
 */
public record Challenge(String realm, Set<Credentials.Kind> kinds) {

  /** Copies the set. */
  public Challenge {
    kinds = Set.copyOf(kinds);
  }
}
