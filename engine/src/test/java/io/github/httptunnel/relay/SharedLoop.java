package io.github.httptunnel.relay;

import static io.github.httptunnel.relay.RelayParts.OFF;
import static io.github.httptunnel.relay.RelayParts.both;

import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.transport.TcpEdge;
import io.github.httptunnel.transport.Transport;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Share;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Relays of several clients between sockets of one event loop. Their bandwidth is counted and never
 * short, so it is known in which order bytes went upstream, and reads are small.
 */
final class SharedLoop implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 10;

  private final Transport transport = Transport.open(Transport.Kind.EPOLL, 1);
  private final EventLoop loop = transport.loops().next();
  private final InetSocketAddress target;
  private final Map<String, InetSocketAddress> listeners = new ConcurrentHashMap<>();
  private final BlockingQueue<Relay> started = new LinkedBlockingQueue<>();
  private final BlockingQueue<Relay> ended = new LinkedBlockingQueue<>();
  private final List<Went> went = new CopyOnWriteArrayList<>();
  private final Relays relays =
      new Relays(
          (request, direction, _) -> new Counted(request.client().listener(), direction),
          RelayEngine.SOCKET,
          ClientInfo::listener);

  private SharedLoop(InetSocketAddress target) {
    this.target = target;
  }

  /** Bytes of a client went upstream. */
  private record Went(String client, int bytes) {}

  static SharedLoop open(InetSocketAddress target) {
    return new SharedLoop(target);
  }

  /** A tunnel that is served without channels already. */
  RawClient tunnelOf(String client) {
    RawClient tunnel = RawClient.connect(listeners.computeIfAbsent(client, this::listen));
    next(started);
    return tunnel;
  }

  /** Stops the loop until it is released. */
  CountDownLatch hold() {
    CountDownLatch release = new CountDownLatch(1);
    loop.execute(() -> await(release));
    return release;
  }

  /** How many bytes of others went before the client's first. */
  int bytesBeforeTheFirstOf(String client) {
    return bytesBeforeTheLastOf(client, 1);
  }

  /** How many bytes of others went before the client had sent so many. */
  int bytesBeforeTheLastOf(String client, int bytes) {
    int others = 0;
    int own = 0;
    for (Went one : went) {
      if (one.client().equals(client)) {
        own += one.bytes();
      } else {
        others += one.bytes();
      }
      if (own >= bytes) {
        return others;
      }
    }
    throw new AssertionError(client + " sent " + own + " bytes (expected: " + bytes + ")");
  }

  void awaitEnds(int relays) {
    for (int i = 0; i < relays; i++) {
      next(ended);
    }
  }

  private static void next(BlockingQueue<Relay> relays) {
    try {
      if (relays.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) == null) {
        throw new AssertionError("no relay came within " + PATIENCE_SECONDS + " s");
      }
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
  }

  private static void await(CountDownLatch release) {
    try {
      release.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private InetSocketAddress listen(String client) {
    return (InetSocketAddress)
        transport
            .acceptor()
            .childHandler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel accepted) {
                    accepted.pipeline().addLast(new TcpEdge());
                    ChannelFuture dialled = transport.dialer(accepted.eventLoop()).connect(target);
                    dialled.addListener(_ -> relay(client, accepted, dialled.channel()));
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel()
            .localAddress();
  }

  private void relay(String client, Channel accepted, Channel dialled) {
    ClientInfo info = new ClientInfo(accepted.remoteAddress(), client, "test", true, 0);
    TunnelRequest request = new TunnelRequest(new Target(new Host.Name("target.invalid"), 1), info);
    Relay relay = relays.between(accepted, dialled, request, both(OFF));
    relay.attach();
    relay.done().addListener(_ -> ended.add(relay));
    relay.start(() -> started.add(relay));
  }

  @Override
  public void close() {
    transport.close();
  }

  private final class Counted implements Share {

    private final String client;
    private final Direction direction;

    private Counted(String client, Direction direction) {
      this.client = client;
      this.direction = direction;
    }

    @Override
    public int take(int bytes) {
      if (direction == Direction.UPSTREAM) {
        went.add(new Went(client, bytes));
      }
      return bytes;
    }

    @Override
    public void whenMore(Runnable resume) {
      throw new AssertionError("it was never short");
    }

    @Override
    public void close() {
      // nothing is kept
    }
  }
}
