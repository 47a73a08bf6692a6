package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.engine.Reporter;
import io.github.httptunnel.limit.MemoryPressure;
import io.github.httptunnel.relay.Relays;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.Limit;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;

/**
 * What a server is built on once, and keeps through every change of its configuration.
 *
 * @param transport its event loops
 * @param own where it listens
 * @param descriptors how many files it may open
 * @param memory how much is in use
 * @param overload how near the process is to its bounds
 * @param limits how much there may be of everything; its numbers change, what it counts stays
 * @param limit what judges requests
 * @param farewells how many are told why they are turned away
 * @param warmUp when it is over, requests are refused because it is behind with its work
 * @param relays what carries bytes
 * @param reporter who is told of requests
 */
record Foundation(
    Transport transport,
    OwnAddresses own,
    long descriptors,
    MemoryPressure memory,
    Overload overload,
    Limits limits,
    Limit limit,
    Farewells farewells,
    WarmUp warmUp,
    Relays relays,
    Reporter reporter) {

  /** Dials targets from this loop. */
  Bootstrap dialer(EventLoop loop) {
    return transport.dialer(loop, overload.connections()::dial, memory::isShort);
  }
}
