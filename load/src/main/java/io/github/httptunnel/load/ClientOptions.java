package io.github.httptunnel.load;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say what tunnels are dialled from. */
final class ClientOptions {

  private static final int CLIENTS = 10;

  /** Clients dial from this address and those that follow; 127.0.0.1 is everybody else's. */
  private static final int FIRST = 2;

  @Option(
      names = "--client",
      paramLabel = "ADDR",
      description =
          "What tunnels are dialled from; may be repeated, for tunnels in turn. Without it ten"
              + " addresses from 127.0.0.2 if the proxy is on this Linux, as one has ports for only"
              + " 28000 connections; else what the system chooses.")
  private List<InetAddress> clients;

  ClientOptions() {
    this(new ArrayList<>());
  }

  ClientOptions(List<InetAddress> clients) {
    this.clients = clients;
  }

  /** The clients, each with as many tunnels as the others or one more; none without a tunnel. */
  List<ClientSpec> clients(InetSocketAddress peer, int tunnels) {
    return clients(peer.getAddress(), tunnels, System.getProperty("os.name"));
  }

  List<ClientSpec> clients(InetAddress peer, int tunnels, String system) {
    List<InetAddress> addresses = addresses(peer, system);
    if (addresses.isEmpty()) {
      return List.of(new ClientSpec(null, tunnels));
    }
    List<ClientSpec> specs = new ArrayList<>();
    int number = addresses.size();
    for (int i = 0; i < Math.min(tunnels, number); i++) {
      int share = tunnels / number + (i < tunnels % number ? 1 : 0);
      specs.add(new ClientSpec(addresses.get(i), share));
    }
    return specs;
  }

  private List<InetAddress> addresses(InetAddress peer, String system) {
    boolean spread =
        system.startsWith("Linux") && peer instanceof Inet4Address && peer.isLoopbackAddress();
    return clients.isEmpty() && spread ? loopback() : clients;
  }

  private static List<InetAddress> loopback() {
    List<InetAddress> addresses = new ArrayList<>();
    for (int i = FIRST; i < FIRST + CLIENTS; i++) {
      addresses.add(InetAddress.ofLiteral("127.0.0." + i));
    }
    return addresses;
  }
}
