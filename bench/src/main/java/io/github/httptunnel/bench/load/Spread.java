package io.github.httptunnel.bench.load;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/**
 * Many tunnels of a few clients on this machine.
 *
 * @param tunnels of all clients together; at least 1
 */
record Spread(int tunnels) {

  private static final int CLIENTS = 10;

  /** Clients dial from this address and those that follow; 127.0.0.1 is everybody else's. */
  private static final int FIRST = 2;

  /** Reads a number of tunnels. */
  static Spread parse(String text) {
    try {
      int tunnels = Integer.parseInt(text);
      if (tunnels >= 1) {
        return new Spread(tunnels);
      }
    } catch (NumberFormatException _) {
      // Told below, with what is expected.
    }
    throw new TypeConversionException(
        "'" + text + "' is no number of tunnels (expected: a whole number above 0)");
  }

  /** The clients, each with as many tunnels as the others or one more; none without a tunnel. */
  List<ClientSpec> clients() {
    List<ClientSpec> clients = new ArrayList<>();
    for (int i = 0; i < Math.min(tunnels, CLIENTS); i++) {
      int share = tunnels / CLIENTS + (i < tunnels % CLIENTS ? 1 : 0);
      clients.add(new ClientSpec(InetAddress.ofLiteral("127.0.0." + (FIRST + i)), share));
    }
    return clients;
  }
}
