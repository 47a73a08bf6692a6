package io.github.httptunnel.tunnel;

/** Where negotiated requests go. To be called on the client channel's event loop. */
public interface TunnelSink {

  /** A request came. Once for a CONNECT, many times for protocols with streams. */
  void open(Negotiation negotiation);

  /**
   * No request came of this connection, although bytes did; the protocol has already answered, if
   * it could.
   *
   * @param outcome refused or abandoned
   */
  void failed(ClientInfo client, Outcome outcome);

  /** TLS with the client is done; requests may follow. */
  void secured(ClientInfo client);
}
