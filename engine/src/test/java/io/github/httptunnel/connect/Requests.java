package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Requests for tests. */
final class Requests {

  private Requests() {}

  static TunnelRequest to(Host host, int port) {
    InetSocketAddress client = new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000);
    return new TunnelRequest(
        new Target(host, port), new ClientInfo(client, "main", "http", true, 0L));
  }
}
