package io.github.httptunnel.server.admin;

import io.github.httptunnel.tunnel.Secret;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the operator may ask, and who that is.
 *
 * @param bind resolved; port 0 lets the system choose
 * @param token what requests must show; absent: nothing, which only loopback addresses may have
 * @param hosts names under which it may be asked, beside addresses and {@code localhost}; in lower
 *     case
 */
public record AdminConfig(InetSocketAddress bind, @Nullable Secret token, List<String> hosts) {

  /** Copies the list and checks that strangers need a token. */
  public AdminConfig {
    hosts = List.copyOf(hosts);
    if (token == null && !bind.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "admin.token: missing (expected: a token, as other machines can reach admin.bind)");
    }
    if (token != null && token.value().isBlank()) {
      throw new IllegalArgumentException("admin.token: empty (expected: a token)");
    }
  }
}
