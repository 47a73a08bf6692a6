package io.github.httptunnel.limit;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Requests of clients. */
final class Clients {

  private Clients() {}

  static TunnelRequest client(String address) {
    return client(address, "main", null);
  }

  static TunnelRequest user(String address, String user) {
    return client(address, "main", user);
  }

  static TunnelRequest on(String listener, String address) {
    return client(address, listener, null);
  }

  static TunnelRequest client(String address, String listener, @Nullable String user) {
    return client(new InetSocketAddress(InetAddress.ofLiteral(address), 50_000), listener, user);
  }

  static TunnelRequest client(SocketAddress address, String listener, @Nullable String user) {
    return new TunnelRequest(
        new Target(new Host.Name("target.example"), 443),
        new ClientInfo(address, listener, "http", false, 0),
        TunnelRequest.Kind.TUNNEL,
        user);
  }
}
