package io.github.httptunnel.testkit;

import java.io.IOException;

/** Writes without end, as fast as the client takes it, and reads nothing. */
public final class FloodPeer extends Peer {

  private FloodPeer(PeerServer server) {
    super(server);
  }

  /** Starts one; {@link #bytesSent()} counts what its kernel has taken. */
  public static FloodPeer start() {
    return new FloodPeer(PeerServer.start(FloodPeer::flood));
  }

  private static void flood(PeerConnection connection) throws IOException {
    // a thousand full buffers of the usual size would be more than the kernel has for all of TCP
    connection.sendBuffer(64 * 1024);
    byte[] chunk = new byte[16 * 1024];
    while (!connection.closing()) {
      connection.write(chunk, chunk.length);
    }
  }
}
