package io.github.httptunnel.http1;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.TunnelSink;

/** What the requests on one client connection have in common. Confined to its event loop. */
final class Http1Connection {

  private final ClientInfo client;
  private final TunnelSink sink;
  private final Http1Settings settings;
  private final KeptTargets kept;
  private boolean draining;
  private boolean ended;

  /**
   * @param kept target connections that may serve this client
   */
  Http1Connection(ClientInfo client, TunnelSink sink, Http1Settings settings, KeptTargets kept) {
    this.client = client;
    this.sink = sink;
    this.settings = settings;
    this.kept = kept;
  }

  ClientInfo client() {
    return client;
  }

  TunnelSink sink() {
    return sink;
  }

  Http1Settings settings() {
    return settings;
  }

  KeptTargets kept() {
    return kept;
  }

  /** No further request will come: what is kept for this client alone is closed. */
  void letGoOfTargets() {
    if (!settings.exchanges().shareTargets()) {
      kept.close();
    }
  }

  /** No further request is wanted. */
  void drain() {
    draining = true;
  }

  /** Memory is short: what is kept to save time is closed. */
  void conserve() {
    kept.close();
  }

  /** Whether the request that is under way is to be the last one. */
  boolean isLast() {
    return draining || settings.memoryIsShort().getAsBoolean();
  }

  /** The client will send nothing more, and may still wait for answers. */
  void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }
}
