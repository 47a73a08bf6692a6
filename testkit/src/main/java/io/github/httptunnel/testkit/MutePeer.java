package io.github.httptunnel.testkit;

import java.net.ServerSocket;

/**
 * Accepts and then neither reads nor writes, so that whoever sends to it must stop. It does not
 * notice either when a client leaves: its connections stay open until it is closed.
 */
public final class MutePeer extends Peer {

  private MutePeer(PeerServer server) {
    super(server);
  }

  /** Starts one with the kernel's default receive buffer. */
  public static MutePeer start() {
    return new MutePeer(PeerServer.start(PeerConnection::stall));
  }

  /** Starts one whose receive buffer is about that small, so that its senders stop soon. */
  public static MutePeer start(int receiveBufferBytes) {
    return new MutePeer(
        PeerServer.start(
            () -> {
              ServerSocket listener = new ServerSocket();
              listener.setReceiveBufferSize(receiveBufferBytes);
              return listener;
            },
            PeerConnection::stall));
  }
}
