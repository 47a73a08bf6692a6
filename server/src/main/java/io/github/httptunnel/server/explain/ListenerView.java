package io.github.httptunnel.server.explain;

import io.github.httptunnel.access.ClientFilter;
import io.github.httptunnel.access.RuleBook;
import io.github.httptunnel.tunnel.ClientInfo;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What decides at one listener.
 *
 * @param name the listener's
 * @param rules the very object that decides on requests
 * @param clients who may connect
 * @param onLoopback whether clients of this machine reach it by a loopback address
 */
public record ListenerView(String name, RuleBook rules, ClientFilter clients, boolean onLoopback) {

  /** The client as the listener would see it. */
  ClientInfo client(InetAddress address) {
    return new ClientInfo(
        new InetSocketAddress(address, 0),
        name,
        "explain",
        onLoopback && address.isLoopbackAddress(),
        0);
  }
}
