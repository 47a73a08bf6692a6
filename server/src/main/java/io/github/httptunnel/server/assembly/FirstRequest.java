package io.github.httptunnel.server.assembly;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.TunnelSink;

/**
 * The way of one connection's requests to the engine, on which the first gives back what the
 * connection had taken for the time until it came.
 *
 * @param handshake may be released any number of times
 */
record FirstRequest(TunnelSink sink, Permit handshake) implements TunnelSink {

  @Override
  public void open(Negotiation negotiation) {
    handshake.release();
    sink.open(negotiation);
  }

  @Override
  public void failed(ClientInfo client, Outcome outcome) {
    handshake.release();
    sink.failed(client, outcome);
  }

  @Override
  public void secured(ClientInfo client) {
    sink.secured(client);
  }
}
