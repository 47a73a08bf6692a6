package io.github.httptunnel.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/**
 * A host with a port, as an option.
 *
 * @param host a name or an address, without brackets
 * @param port 0 to 65535
 */
record Endpoint(String host, int port) {

  private static final Pattern HOST = Pattern.compile("[0-9A-Za-z._:%-]+");
  private static final int LARGEST_PORT = 65_535;
  private static final int LONGEST_NAME = 253;

  /** Reads {@code 127.0.0.1:8080}, {@code [::1]:8080} and {@code proxy.example:8080}. */
  static Endpoint parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String bare = bracketed ? host.substring(1, host.length() - 1) : host;
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      if (isHost(bare) && bracketed == isIpv6(bare) && port >= 0 && port <= LARGEST_PORT) {
        return new Endpoint(bare, port);
      }
    } catch (NumberFormatException _) {
      // Told below, with what is expected.
    }
    throw new TypeConversionException(
        "'" + text + "' is no address with a port (expected: HOST:PORT, as in 127.0.0.1:8080)");
  }

  static Endpoint of(InetSocketAddress address) {
    return new Endpoint(address.getAddress().getHostAddress(), address.getPort());
  }

  private static boolean isHost(String bare) {
    return bare.length() <= LONGEST_NAME && HOST.matcher(bare).matches();
  }

  private static boolean isIpv6(String host) {
    return host.indexOf(':') >= 0;
  }

  /** Its address, looked up if it is a name. */
  InetSocketAddress address() throws UnknownHostException {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException unknown) {
      throw new UnknownHostException("'" + host + "' cannot be resolved; is the name right?");
    }
  }

  /** As it stands in a request. */
  @Override
  public String toString() {
    return (isIpv6(host) ? "[" + host + "]" : host) + ":" + port;
  }
}
