package io.github.httptunnel.server.api;

import io.github.httptunnel.server.accesslog.LogConfig;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who and what may be named: what may be written into records may be shown, and nothing else.
 *
 * @param targets as {@code log.targets} says
 * @param clients as {@code log.clients} says
 * @param users as {@code log.users} says
 */
record Naming(boolean targets, boolean clients, boolean users) {

  static Naming of(LogConfig log) {
    return new Naming(log.targets(), log.clients(), log.users());
  }

  /** The target; absent if it must not be named. */
  @Nullable String target(TunnelRequest request) {
    return targets ? request.target().authority() : null;
  }

  /** The client's address without its port; absent if it must not be named. */
  @Nullable String client(TunnelRequest request) {
    return clients
            && request.client().address() instanceof InetSocketAddress inet
            && !inet.isUnresolved()
        ? NetUtil.toAddressString(inet.getAddress())
        : null;
  }

  /** The user; absent if it must not be named, or there is none. */
  @Nullable String user(TunnelRequest request) {
    return users ? request.user() : null;
  }
}
