package io.github.httptunnel.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A target on this machine that is no good. */
final class DeadEnd implements AutoCloseable {

  /** So many connections may wait to be accepted, unless the system allows fewer. */
  private static final int MANY = 4096;

  private final InetSocketAddress address;
  private final List<AutoCloseable> open;

  private DeadEnd(InetSocketAddress address, List<AutoCloseable> open) {
    this.address = address;
    this.open = open;
  }

  /** What is wrong with a target. */
  enum Kind {
    /** It refuses connections. */
    CLOSED,
    /** It takes them, and nothing else. */
    MUTE,
    /** It does not answer. Linux only: others refuse what does not fit into a full queue. */
    DEAF
  }

  static DeadEnd open(Kind kind) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    listener.bind(new InetSocketAddress(here, 0), kind == Kind.DEAF ? 1 : MANY);
    InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
    List<AutoCloseable> open = new ArrayList<>(List.of(listener));
    switch (kind) {
      case CLOSED -> listener.close();
      case MUTE -> {
        // Its kernel greets whoever comes, and nobody sees them in.
      }
      case DEAF -> fill(address, open);
    }
    return new DeadEnd(address, open);
  }

  private static void fill(InetSocketAddress address, List<AutoCloseable> open) throws IOException {
    for (int i = 0; i < 4; i++) {
      SocketChannel visitor = SocketChannel.open();
      open.add(visitor);
      visitor.configureBlocking(false);
      visitor.connect(address);
    }
  }

  Endpoint endpoint() {
    return Endpoint.of(address);
  }

  @Override
  public void close() throws IOException {
    @Nullable IOException last = null;
    for (AutoCloseable one : open) {
      try {
        one.close();
      } catch (Exception failed) {
        last = new IOException(failed);
      }
    }
    if (last != null) {
      throw last;
    }
  }
}
