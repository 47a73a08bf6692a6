package io.github.httptunnel.server.setup;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Locale;

/**
 * The name or address by which somebody reached this machine; by the same, other ports of it can be
 * reached.
 *
 * @param host in lower case, an IPv6 address in brackets and without a zone
 */
record AskedHost(String host) {

  /** The host of a {@code Host} field, which the listener knows for one of its own. */
  static AskedHost of(String field) {
    String host = field.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
    return new AskedHost(host.replaceFirst("%[^\\]]*", ""));
  }

  /** Whether who asked is on this machine: loopback addresses lead nowhere else. */
  boolean isThisMachine() {
    return host.equals("localhost") || (isAddress() && address().isLoopbackAddress());
  }

  /** The same host where only IPv4 is listened on. */
  String reachedByIpv4() {
    return host.equals("[::1]") ? "127.0.0.1" : host;
  }

  private boolean isAddress() {
    return NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host);
  }

  private InetAddress address() {
    return InetAddress.ofLiteral(host.replaceAll("^\\[|]$", ""));
  }
}
