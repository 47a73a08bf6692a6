package io.github.httptunnel.server.metrics;

import java.util.Map;

/**
 * What has happened to tunnels since the start.
 *
 * @param outcomes how many requests are over, by outcome
 * @param refusals how many were refused, by reason; those that have not occurred are absent
 * @param closes how many tunnels ended, by reason
 * @param handshake how long TLS handshakes took
 * @param dns how long looking names up took
 * @param connect how long connecting took
 * @param setup how long it was from a request to its answer
 */
public record TunnelTotals(
    Map<String, Long> outcomes,
    Map<String, Long> refusals,
    Map<String, Long> closes,
    Distribution handshake,
    Distribution dns,
    Distribution connect,
    Distribution setup) {

  /** Copies the maps. */
  public TunnelTotals {
    outcomes = Map.copyOf(outcomes);
    refusals = Map.copyOf(refusals);
    closes = Map.copyOf(closes);
  }
}
