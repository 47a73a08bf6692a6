package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.TunnelRequest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose bytes they are: those of one user of one client. {@code toString} hides both.
 *
 * @param listener where the client comes in; absent if that listener has no limit, so that a client
 *     is one client on all such listeners
 * @param user absent if nobody asked for a name
 */
record Party(@Nullable String listener, ClientNetwork client, @Nullable String user) {

  /** The party that a request belongs to, where these listeners have limits. */
  static Party of(TunnelRequest request, Set<String> limited) {
    String listener = request.client().listener();
    return new Party(
        limited.contains(listener) ? listener : null,
        ClientNetwork.of(request.client().address()),
        request.user());
  }

  /** The client with all its users. */
  Party wholeClient() {
    return new Party(listener, client, null);
  }

  @Override
  public String toString() {
    return "Party[listener=" + listener + "]";
  }
}
