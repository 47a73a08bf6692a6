package io.github.httptunnel.load;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * One client and how many tunnels it opens.
 *
 * @param address what it dials from; none to leave it to the system
 * @param tunnels at least 1
 */
record ClientSpec(@Nullable InetAddress address, int tunnels) {

  /** Reads {@code 127.0.0.2=100}; without a number it is one tunnel. */
  static ClientSpec parse(String text) {
    int sign = text.indexOf('=');
    String address = sign < 0 ? text : text.substring(0, sign);
    try {
      int tunnels = sign < 0 ? 1 : Integer.parseInt(text.substring(sign + 1));
      if (tunnels >= 1) {
        return new ClientSpec(InetAddress.ofLiteral(address), tunnels);
      }
    } catch (IllegalArgumentException _) {
      // Told below, with what is expected.
    }
    throw new TypeConversionException(
        "'" + text + "' is no client (expected: ADDRESS=TUNNELS, as in 127.0.0.2=100)");
  }
}
