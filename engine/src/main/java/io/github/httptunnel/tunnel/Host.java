package io.github.httptunnel.tunnel;

import io.netty.util.NetUtil;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * What a target is called: a DNS name or an IP address, already validated and normalised.
 *
 * <p>Obtained from {@link TargetSyntax}; immutable and safe to share between threads. {@code
 * toString} hides the value; {@link #text()} shows it.
 */
public sealed interface Host {

  /** The host as it stands in an authority: an IPv6 address as in RFC 5952, in brackets. */
  String text();

  /**
   * A DNS name in lower case, of letters, digits, hyphens and underscores, without a trailing dot.
   *
   * @param text at most 253 characters in labels of 1 to 63
   */
  record Name(String text) implements Host {
    @Override
    public String toString() {
      return "Name[hidden]";
    }
  }

  /**
   * An IP address given literally.
   *
   * @param ip without a scope
   */
  record Address(InetAddress ip) implements Host {
    @Override
    public String text() {
      String text = NetUtil.toAddressString(ip);
      return ip instanceof Inet6Address ? "[" + text + "]" : text;
    }

    @Override
    public String toString() {
      return "Address[hidden]";
    }
  }
}
