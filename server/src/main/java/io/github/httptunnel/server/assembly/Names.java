package io.github.httptunnel.server.assembly;

import io.github.httptunnel.connect.AddressOrder;
import io.github.httptunnel.connect.CachingResolver;
import io.github.httptunnel.connect.DnsClient;
import io.github.httptunnel.connect.DnsPolicy;
import io.github.httptunnel.limit.ClientNetwork;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.transport.Transport;
import java.time.Duration;

/**
 * How names are looked up, with what is remembered of them: kept as long as the configuration says
 * the same about it.
 */
record Names(
    DnsPolicy policy,
    Duration timeout,
    DnsClient client,
    CachingResolver resolver,
    AddressOrder order)
    implements AutoCloseable {

  /** Reads the system's DNS settings. Blocks. */
  static Names of(ServerConfig config, Transport transport) {
    DnsClient client =
        new DnsClient(
            CurrentDnsSources.of(config.dns()),
            config.connect().dnsTimeout(),
            transport.datagrams(),
            transport::dialer);
    return new Names(
        config.dns(),
        config.connect().dnsTimeout(),
        client,
        new CachingResolver(
            client, config.dns(), transport.loops().executorCount(), ClientNetwork::of),
        new AddressOrder(config.dns().prefer()));
  }

  /** Whether this is what the configuration asks for. */
  boolean suits(ServerConfig config) {
    return policy.equals(config.dns()) && timeout.equals(config.connect().dnsTimeout());
  }

  @Override
  public void close() {
    client.close();
  }
}
