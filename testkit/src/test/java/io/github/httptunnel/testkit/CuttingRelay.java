package io.github.httptunnel.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** Passes bytes both ways until told to cut: then the client gets a bare FIN. */
final class CuttingRelay implements AutoCloseable {

  private final PeerServer server;
  private final CountDownLatch cut;

  private CuttingRelay(PeerServer server, CountDownLatch cut) {
    this.server = server;
    this.cut = cut;
  }

  static CuttingRelay start(InetSocketAddress target) {
    CountDownLatch cut = new CountDownLatch(1);
    return new CuttingRelay(PeerServer.start(client -> relay(client, target, cut)), cut);
  }

  InetSocketAddress address() {
    return server.address();
  }

  void cut() {
    cut.countDown();
  }

  private static void relay(PeerConnection client, InetSocketAddress address, CountDownLatch cut)
      throws IOException {
    try (Socket target = new Socket(address.getAddress(), address.getPort())) {
      Thread.ofVirtual().start(() -> copyUp(client, target));
      Thread.ofVirtual().start(() -> copyDown(client, target));
      cut.await();
      client.halfClose();
      client.stall();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copyUp(PeerConnection client, Socket target) {
    try {
      client.input().transferTo(target.getOutputStream());
    } catch (IOException ignored) {
      // The test is over.
    }
  }

  private static void copyDown(PeerConnection client, Socket target) {
    byte[] chunk = new byte[16 * 1024];
    try {
      for (int n = target.getInputStream().read(chunk); n > 0; ) {
        client.write(chunk, n);
        n = target.getInputStream().read(chunk);
      }
    } catch (IOException ignored) {
      // The test is over.
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
