package io.github.httptunnel.server.assembly;

import io.github.httptunnel.access.OwnAddresses;
import io.github.httptunnel.transport.InheritedSocket;
import io.github.httptunnel.transport.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The listeners that accept connections, and those that were removed while tunnels of theirs go on.
 * Changed by one thread at a time and read by any: they change a few times in the life of the
 * process, hence lists that are copied then.
 */
final class Listeners {

  private final Transport transport;
  private final OwnAddresses own;
  private final List<Open> open = new CopyOnWriteArrayList<>();
  private final List<Listener> leaving = new CopyOnWriteArrayList<>();

  Listeners(Transport transport, OwnAddresses own) {
    this.transport = transport;
    this.own = own;
  }

  /**
   * A listener that accepts connections.
   *
   * @param address with its real port
   */
  record Open(Listener listener, Channel channel, InetSocketAddress address) {}

  /** Those that accept connections. */
  List<Open> open() {
    return List.copyOf(open);
  }

  /** All that may have requests under way. */
  List<Listener> all() {
    List<Listener> all = new ArrayList<>(leaving);
    open.forEach(listener -> all.add(listener.listener()));
    return all;
  }

  /** What each has to do. */
  List<ListenerStats> stats() {
    List<ListenerStats> stats = new ArrayList<>();
    leaving.forEach(listener -> stats.add(listener.stats(null)));
    open.forEach(listener -> stats.add(listener.listener().stats(listener.address())));
    return stats;
  }

  /** Holds all that is under way to what holds now. From any thread. */
  void judgeAgain() {
    for (Listener listener : all()) {
      listener.engine().judgeAgain();
      listener.assembly().judgeAgain();
    }
  }

  /**
   * Binds a listener.
   *
   * @return why that failed; absent if it accepts connections now
   */
  @Nullable String open(Listener listener) {
    return open(listener, null);
  }

  /**
   * The same.
   *
   * @param socket that this process was started with; absent: it binds one itself
   */
  @Nullable String open(Listener listener, @Nullable InheritedSocket socket) {
    ServerBootstrap acceptor =
        socket == null
            ? transport.acceptor(listener.door(), listener.failures())
            : transport.acceptor(socket, listener.door(), listener.failures());
    acceptor.childHandler(listener.assembly());
    ChannelFuture opened =
        (socket == null ? acceptor.bind(listener.bind()) : acceptor.register())
            .awaitUninterruptibly();
    if (!opened.isSuccess()) {
      return BindFailure.words(listener.bind(), opened.cause());
    }
    InetSocketAddress address = (InetSocketAddress) opened.channel().localAddress();
    own.add(address);
    open.add(new Open(listener, opened.channel(), address));
    return null;
  }

  /** Stops accepting; what the listener has accepted goes on. */
  void close(Open listener) {
    // once: somebody else may listen on the same address by now
    if (open.remove(listener)) {
      listener.channel().close().awaitUninterruptibly();
      own.remove(listener.address());
    }
  }

  /** Stops accepting everywhere. Until the process has ended nobody is to be led to its ports. */
  void closeAll() {
    for (Open listener : open) {
      listener.channel().close().awaitUninterruptibly();
      leaving.add(listener.listener());
    }
    open.clear();
  }

  /** Lets the tunnels of a closed listener end by themselves, or when the time is over. */
  void drain(Listener closed, Duration within) {
    leaving.add(closed);
    Thread.startVirtualThread(() -> {
      new Draining(transport, List.of(closed)).within(within);
      leaving.remove(closed);
    });
  }
}
