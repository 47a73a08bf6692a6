package io.github.httptunnel.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Accepts connections and serves each on a virtual thread of its own. */
final class PeerServer implements AutoCloseable {

  /** What a peer does with one connection; returning closes it in order. */
  @FunctionalInterface
  interface Behaviour {
    void serve(PeerConnection connection) throws IOException;
  }

  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
  private static final int BACKLOG = 1024;
  private static final Duration REST = Duration.ofMillis(10);

  private final ServerSocket listener;
  private final PeerStats stats;
  private final ExecutorService threads;
  private final List<Socket> live = new ArrayList<>();

  private PeerServer(ServerSocket listener, PeerStats stats, ExecutorService threads) {
    this.listener = listener;
    this.stats = stats;
    this.threads = threads;
  }

  static PeerServer start(Behaviour behaviour) {
    return start(ServerSocket::new, behaviour);
  }

  static PeerServer startTls(SSLContext context, Behaviour behaviour) {
    return start(() -> context.getServerSocketFactory().createServerSocket(), behaviour);
  }

  /** Opens a server socket, not bound yet. */
  @FunctionalInterface
  interface Opening {
    ServerSocket open() throws IOException;
  }

  static PeerServer start(Opening opening, Behaviour behaviour) {
    return start(opening, ANY_PORT, behaviour);
  }

  static PeerServer start(InetSocketAddress address, Behaviour behaviour) {
    return start(ServerSocket::new, address, behaviour);
  }

  private static PeerServer start(Opening opening, InetSocketAddress address, Behaviour behaviour) {
    try {
      ServerSocket listener = opening.open();
      listener.bind(address, BACKLOG);
      PeerServer server =
          new PeerServer(
              listener,
              new PeerStats(new Monitor()),
              Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("peer-", 0).factory()));
      server.threads.execute(() -> server.acceptAll(behaviour));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  PeerStats stats() {
    return stats;
  }

  private void acceptAll(Behaviour behaviour) {
    while (!listener.isClosed()) {
      try {
        admit(listener.accept(), behaviour);
      } catch (IOException ignored) {
        // Closed, or a client was gone already, or no descriptor is left: that gets better later.
        stats.closingWithin(REST);
      }
    }
  }

  private void admit(Socket socket, Behaviour behaviour) {
    stats.opened();
    stats.monitor().update(() -> live.add(socket));
    try {
      threads.execute(() -> serve(socket, behaviour));
    } catch (RejectedExecutionException closing) {
      Quietly.reset(socket);
      stats.closed();
    }
  }

  private void serve(Socket socket, Behaviour behaviour) {
    try (socket) {
      socket.setTcpNoDelay(true);
      behaviour.serve(new PeerConnection(socket, stats));
    } catch (IOException | UncheckedIOException ignored) {
      // The client broke the connection: PeerConnection has noted how.
    } finally {
      stats.monitor().update(() -> live.remove(socket));
      stats.closed();
    }
  }

  @Override
  public void close() {
    stats.closing();
    Quietly.close(listener);
    stats.monitor().view(() -> List.copyOf(live)).forEach(Quietly::reset);
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(Deadline.USUAL.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new AssertionError("peer: threads still run " + Deadline.USUAL + " after close");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
