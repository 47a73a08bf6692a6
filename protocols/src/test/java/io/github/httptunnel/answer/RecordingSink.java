package io.github.httptunnel.answer;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Negotiation;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.TunnelSink;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a negotiator hands on. */
public class RecordingSink implements TunnelSink {

  private final List<Negotiation> opened = new ArrayList<>();
  private final List<Outcome> failures = new ArrayList<>();
  private int secured;

  @Override
  public void open(Negotiation negotiation) {
    opened.add(negotiation);
  }

  @Override
  public void failed(ClientInfo client, Outcome outcome) {
    failures.add(outcome);
  }

  @Override
  public void secured(ClientInfo client) {
    secured++;
  }

  /** How many TLS handshakes were done. */
  public int secured() {
    return secured;
  }

  /** The requests, in order. */
  public List<Negotiation> opened() {
    return opened;
  }

  /** The connections that brought no request, in order. */
  public List<Outcome> failures() {
    return failures;
  }
}
