package io.github.httptunnel.server.admin;

import io.github.httptunnel.tunnel.Secret;
import io.github.httptunnel.tunnel.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the operator may ask, and who that is.
 *
 * @param bind resolved; port 0 lets the system choose
 * @param named whether the operator has said so: if nobody has, the program goes on without when
 *     somebody else listens there
 * @param token what requests must show; absent: nothing, which only loopback addresses may have
 * @param hosts names under which it may be asked, beside addresses and {@code localhost}; in lower
 *     case
 * @param readyProbe what must be reached for the program to be ready; absent: nothing
 */
public record AdminConfig(
    InetSocketAddress bind,
    boolean named,
    @Nullable Secret token,
    List<String> hosts,
    @Nullable Target readyProbe) {

  /** Where it is when nobody says anything else. */
  public static final InetSocketAddress DEFAULT_BIND =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9090);

  /** Copies the list and checks the token. */
  public AdminConfig {
    hosts = List.copyOf(hosts);
    if (token != null && token.value().isBlank()) {
      throw new IllegalArgumentException("admin.token: empty (expected: a token)");
    }
  }

  /** What holds without a word of the operator's: for this machine, if the port is free. */
  public static AdminConfig defaults() {
    return new AdminConfig(DEFAULT_BIND, false, null, List.of(), null);
  }

  /** The same at an address that the operator names. */
  public AdminConfig at(InetSocketAddress other) {
    return new AdminConfig(other, true, token, hosts, readyProbe);
  }

  /** The same with a token. */
  public AdminConfig with(Secret other) {
    return new AdminConfig(bind, named, other, hosts, readyProbe);
  }

  /** Whether other machines can reach it and nothing is asked of them. */
  public boolean needsToken() {
    return token == null && !bind.getAddress().isLoopbackAddress();
  }
}
