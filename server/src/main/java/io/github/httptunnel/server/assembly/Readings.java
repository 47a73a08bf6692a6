package io.github.httptunnel.server.assembly;

import io.github.httptunnel.connect.CacheStats;
import io.github.httptunnel.relay.TrafficStats;
import java.util.function.Supplier;

/**
 * Where figures are read that nothing else needs. Thread-safe.
 *
 * @param traffic what all tunnels have carried
 * @param dnsCache what the cache of DNS answers did
 */
record Readings(Supplier<TrafficStats> traffic, Supplier<CacheStats> dnsCache) {}
