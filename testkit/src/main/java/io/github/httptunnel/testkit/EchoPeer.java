package io.github.httptunnel.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;

/** Sends back what it gets and, when the client has ended its half, ends its own. */
public final class EchoPeer extends Peer {

  private EchoPeer(PeerServer server) {
    super(server);
  }

  /** Starts one on a free port. */
  public static EchoPeer start() {
    return new EchoPeer(PeerServer.start(EchoPeer::echo));
  }

  /** Starts one there, such as on the port of another peer at {@code 127.0.0.2}. */
  public static EchoPeer start(InetSocketAddress address) {
    return new EchoPeer(PeerServer.start(address, EchoPeer::echo));
  }

  /** Starts one that speaks TLS, with the certificate of {@code context}. */
  public static EchoPeer startTls(SSLContext context) {
    return new EchoPeer(PeerServer.startTls(context, EchoPeer::echo));
  }

  private static void echo(PeerConnection connection) throws IOException {
    byte[] chunk = new byte[16 * 1024];
    for (int count = connection.read(chunk); count >= 0; count = connection.read(chunk)) {
      connection.write(chunk, count);
    }
    connection.halfClose();
  }
}
