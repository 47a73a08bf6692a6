package io.github.httptunnel.connect;

import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.TargetSyntax;
import io.github.httptunnel.tunnel.TargetSyntax.HostSyntax;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A stub resolver (RFC 1034 §5.3.1): asks recursive servers for the addresses of a name, on the
 * caller's event loop, and believes nothing but the answer to its own question.
 *
 * <p>It never follows a referral, so no answer makes it speak to a server it was not told of. Each
 * loop has at most one UDP socket, open while questions are, and a bounded number of TCP
 * connections for answers that fit no datagram.
 */
public final class DnsClient implements NameLookup, AutoCloseable {

  /** The longest silence before another server is asked. */
  static final Duration MAX_PATIENCE = Duration.ofSeconds(1);

  private final Supplier<DnsSources> sources;
  private final Duration timeout;
  private final PerLoop<Transports> transports;

  /**
   * A client that has no socket yet.
   *
   * @param sources asked at each look-up for the current snapshot
   * @param timeout for a look-up as a whole
   * @param datagrams makes UDP sockets that suit the event loops
   * @param dialer makes TCP sockets that suit the event loops
   */
  public DnsClient(
      Supplier<DnsSources> sources,
      Duration timeout,
      ChannelFactory<? extends DatagramChannel> datagrams,
      Function<EventLoop, Bootstrap> dialer) {
    SecureRandom random = new SecureRandom();
    this.sources = sources;
    this.timeout = timeout;
    this.transports =
        new PerLoop<>(loop ->
            new Transports(
                new DatagramTransport(loop, datagrams, random),
                new StreamTransport(loop, dialer, random),
                new ServerOrder(loop)));
  }

  @Override
  public Future<NameAnswer> lookUp(Host.Name name, EventLoop loop) {
    DnsSources now = sources.get();
    NameAnswer local = new LocalNames(now.hosts()).find(name);
    if (local != null) {
      return loop.newSucceededFuture(local);
    }
    List<String> spellings = spellings(name.text(), now.searchDomains());
    return new SearchQuery(loop, spellings, spelling -> ask(spelling, now, loop)).run(timeout);
  }

  private Future<NameAnswer> ask(String spelling, DnsSources now, EventLoop loop) {
    Transports own = transports.of(loop);
    List<InetSocketAddress> servers = own.order().arrange(now.servers());
    Duration patience = patience(servers.size());
    DnsTransport transport =
        own.order().watch(new FallbackTransport(loop, own.datagrams(), own.streams()), patience);
    Function<DnsRecordType, Future<DnsReply>> records =
        type -> new RecordQuery(transport, loop, servers, patience, spelling, type).run();
    return new AddressQuery(loop, records).run();
  }

  /** Gives up what is under way and closes the sockets; each loop does it on its own. */
  @Override
  public void close() {
    transports.onEach(own -> {
      own.datagrams().close();
      own.streams().close();
    });
  }

  /** Search domains belong behind a single label only: anything else would leak the full name. */
  static List<String> spellings(String name, List<String> searchDomains) {
    List<String> spellings = new ArrayList<>();
    if (name.indexOf('.') < 0) {
      searchDomains.stream()
          .map(domain -> name + "." + domain)
          .filter(DnsClient::isName)
          .forEach(spellings::add);
    }
    spellings.add(name);
    return spellings;
  }

  /** A search domain comes from a file and may make a name too long, or be none. */
  private static boolean isName(String text) {
    return TargetSyntax.host(text) instanceof HostSyntax.Valid(Host.Name _);
  }

  /** So short that every server is asked every time within the timeout. */
  private Duration patience(int servers) {
    Duration share = timeout.dividedBy((long) servers * RecordQuery.ROUNDS);
    return share.compareTo(MAX_PATIENCE) < 0 ? share : MAX_PATIENCE;
  }

  private record Transports(
      DatagramTransport datagrams, StreamTransport streams, ServerOrder order) {}
}
