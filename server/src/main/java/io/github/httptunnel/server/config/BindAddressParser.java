package io.github.httptunnel.server.config;

import io.github.httptunnel.server.config.BindAddress.Invalid;
import io.github.httptunnel.server.config.BindAddress.Valid;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/** The grammar behind {@link BindAddress}. */
final class BindAddressParser {

  private static final Pattern DIGITS = Pattern.compile("[0-9]+");
  private static final Pattern PORT = Pattern.compile("0|[1-9][0-9]{0,4}");

  private BindAddressParser() {}

  /** Reads an address with its port. */
  static BindAddress parse(String text) {
    if (DIGITS.matcher(text).matches()) {
      return new Invalid("is a port without an address");
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0 || colon < text.lastIndexOf(']')) {
      return new Invalid("has no port");
    }
    if (colon == 0) {
      return new Invalid("has no address in front of the port");
    }
    String port = text.substring(colon + 1);
    if (!PORT.matcher(port).matches() || Integer.parseInt(port) > 65_535) {
      return new Invalid("does not end in a port from 0 to 65535");
    }
    return resolve(text.substring(0, colon), Integer.parseInt(port));
  }

  private static BindAddress resolve(String host, int port) {
    if (host.equals("localhost")) {
      return new Valid(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    }
    return switch (TargetSyntax.host(host)) {
      case HostSyntax.Valid(Host.Address(InetAddress ip)) ->
          new Valid(new InetSocketAddress(ip, port));
      case HostSyntax.Valid(Host.Name _) ->
          new Invalid("begins with neither an IP address nor 'localhost'");
      case HostSyntax.Invalid _ -> new Invalid("has no valid address in front of the port");
    };
  }
}
