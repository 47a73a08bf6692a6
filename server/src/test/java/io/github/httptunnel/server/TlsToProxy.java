package io.github.httptunnel.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes sockets that shake hands by themselves, for clients that know only plain ones. */
final class TlsToProxy extends SocketFactory {

  private final SocketFactory tls;

  TlsToProxy(SocketFactory tls) {
    this.tls = tls;
  }

  @Override
  public Socket createSocket() throws IOException {
    return tls.createSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return tls.createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return tls.createSocket(host, port, from, fromPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return tls.createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return tls.createSocket(host, port, from, fromPort);
  }
}
