package io.github.httptunnel.testkit;

import java.io.IOException;
import java.net.Socket;

/** Closes what may already be broken; there is nobody to tell. */
final class Quietly {

  private Quietly() {}

  static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception ignored) {
      // The other party may have been faster.
    }
  }

  /** Drops the connection with a RST, so that the port is free at once. */
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException ignored) {
      // Closed already.
    }
  }
}
