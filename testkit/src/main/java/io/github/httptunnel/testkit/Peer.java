package io.github.httptunnel.testkit;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A TCP server on a free loopback port that behaves in one defined way and counts what it sees. It
 * listens from the moment its {@code start} returns. Closing it resets what is still open and waits
 * until its threads have ended. All methods may be called from any thread; those named {@code
 * await} wait at most 10 s and then fail with what there was instead.
 */
public abstract class Peer implements AutoCloseable {

  private final PeerServer server;

  Peer(PeerServer server) {
    this.server = server;
  }

  /** Where it listens. */
  public final InetSocketAddress address() {
    return server.address();
  }

  /** The port it listens on. */
  public final int port() {
    return address().getPort();
  }

  /** {@code 127.0.0.1:port}, as a CONNECT names it. */
  public final String authority() {
    return address().getAddress().getHostAddress() + ":" + port();
  }

  /** How many connections it has accepted. */
  public final int connections() {
    return stats().connections();
  }

  /** How many of them are open. */
  public final int openConnections() {
    return stats().open();
  }

  /** How many bytes it has read, over all connections. */
  public final long bytesReceived() {
    return stats().bytesReceived();
  }

  /** How many bytes it has written, over all connections. */
  public final long bytesSent() {
    return stats().bytesSent();
  }

  /** How the inbound halves it read to their end have ended, in that order. */
  public final List<Ending> endings() {
    return stats().endings();
  }

  /** Waits until it has accepted at least that many connections. */
  public final void awaitConnections(int count) {
    stats().await(count + " connections", () -> connections() >= count);
  }

  /** Waits until exactly that many connections are open. */
  public final void awaitOpenConnections(int count) {
    stats().await(count + " open connections", () -> openConnections() == count);
  }

  /** Waits until it has read at least that many bytes. */
  public final void awaitBytesReceived(long count) {
    stats().await(count + " bytes received", () -> bytesReceived() >= count);
  }

  /** Waits until it has written at least that many bytes. */
  public final void awaitBytesSent(long count) {
    stats().await(count + " bytes sent", () -> bytesSent() >= count);
  }

  /** Waits until it has read a connection to its end, and returns how the first of them ended. */
  public final Ending awaitEnding() {
    stats().await("the end of a connection", () -> !endings().isEmpty());
    return endings().getFirst();
  }

  @Override
  public void close() {
    server.close();
  }

  final PeerStats stats() {
    return server.stats();
  }
}
