package io.github.httptunnel.transport;

import io.github.httptunnel.tunnel.Permit;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The event loops and the kinds of socket that go with them: epoll on Linux, NIO elsewhere. The
 * accepted and the dialled connections of a tunnel share one loop.
 *
 * <p>Every connection is made so that a tunnel holds little and notices much: nothing is read
 * unless asked for, at most {@value #READ_BYTES} bytes at once, queued writes are bounded,
 * half-closed connections stay open, small writes leave at once ({@code TCP_NODELAY}), and a peer
 * that has vanished is noticed by keep-alive or by unacknowledged data.
 *
 * <p>Thread-safe. {@link #close()} ends every connection.
 */
public final class Transport implements AutoCloseable {

  /** The most bytes taken from a connection at once, unless it is known that they can go on. */
  public static final int READ_BYTES = 32 * 1024;

  /**
   * What may wait in the kernel; Linux takes {@code net.core.somaxconn} if that is less. Whoever
   * finds no room there is not refused: the kernel says nothing, and he tries again a second later.
   */
  private static final int BACKLOG = 4096;

  /**
   * Between looks at other sockets. What is left in the kernel's queue can be neither refused nor
   * served. Netty's epoll would accept one each time, as it asks whether a read has filled its
   * buffer.
   */
  private static final int ACCEPTED_AT_ONCE = 256;

  /** For each loop in a turn of the one that accepts: a millisecond or two of work. */
  static final int PASSED_ON_AT_ONCE = 4;

  /**
   * Held by the kernel beyond what the peer's window and the network take. Unbounded, it would be
   * megabytes for each peer that does not read, out of one small budget for all of TCP.
   */
  static final int UNSENT_BYTES = 128 * 1024;

  private static final WriteBufferWaterMark QUEUED = new WriteBufferWaterMark(8 * 1024, 16 * 1024);

  /** Until something on the connection knows more, as {@link AdaptiveReads} does. */
  private static final RecvByteBufAllocator READS =
      new AdaptiveRecvByteBufAllocator(512, 2048, READ_BYTES);

  /** Which system interface carries the bytes. */
  public enum Kind {
    /** Linux epoll, through Netty's native library. */
    EPOLL,
    /** The JDK's selectors, on any system. */
    NIO;

    /** Epoll where it loads, else NIO. */
    public static Kind best() {
      return Epoll.isAvailable() ? EPOLL : NIO;
    }
  }

  private final Kind kind;
  private final LoopSockets sockets;
  private final MultiThreadIoEventLoopGroup loops;
  private final DialSockets dialSockets;
  private final Vacancies vacancies = new Vacancies();

  private Transport(Kind kind, LoopSockets sockets, MultiThreadIoEventLoopGroup loops) {
    this.kind = kind;
    this.sockets = sockets;
    this.loops = loops;
    this.dialSockets = new DialSockets(kind, bufferOptions(), socketOptions());
  }

  /**
   * Starts event loops.
   *
   * @param loops how many; one for each core is right
   */
  public static Transport open(Kind kind, int loops) {
    IoHandlerFactory handlers =
        kind == Kind.EPOLL ? DemandEpoll.newFactory() : NioIoHandler.newFactory();
    LoopSockets sockets = new LoopSockets(handlers);
    return new Transport(
        kind,
        sockets,
        new MultiThreadIoEventLoopGroup(loops, new DefaultThreadFactory("tunnel-loop"), sockets));
  }

  /** What this transport is made of. */
  public Kind kind() {
    return kind;
  }

  /** The event loops. */
  public MultiThreadIoEventLoopGroup loops() {
    return loops;
  }

  /** Told when connections end, and wakes listeners that found no room for more. */
  public Vacancies vacancies() {
    return vacancies;
  }

  /** Accepts connections for all loops; the child handler is the caller's. */
  public ServerBootstrap acceptor() {
    return acceptor((_, _) -> Door.Verdict.SERVE, _ -> {});
  }

  /**
   * The same.
   *
   * @param door asked about each connection
   * @param failed told, on an event loop, of each connection that could not be accepted
   */
  public ServerBootstrap acceptor(Door door, Consumer<AcceptFailure> failed) {
    return acceptor(
            door,
            failed,
            kind == Kind.EPOLL ? EpollServerSocketChannel::new : NioServerSocketChannel::new)
        .option(ChannelOption.SO_REUSEADDR, true)
        .option(ChannelOption.SO_BACKLOG, BACKLOG);
  }

  /**
   * Accepts on a socket that listens already; to be registered, not bound. Closing its channel
   * closes this process's descriptor only: what waits in the queue is for whoever else has one.
   *
   * @throws IllegalStateException without epoll
   */
  public ServerBootstrap acceptor(
      InheritedSocket socket, Door door, Consumer<AcceptFailure> failed) {
    if (kind != Kind.EPOLL) {
      throw new IllegalStateException("a socket can be inherited on epoll only");
    }
    return acceptor(door, failed, () -> new EpollServerSocketChannel(socket.descriptor()));
  }

  private ServerBootstrap acceptor(
      Door door,
      Consumer<AcceptFailure> failed,
      ChannelFactory<? extends ServerChannel> listeners) {
    ServerBootstrap acceptor =
        new ServerBootstrap()
            .group(loops)
            .channelFactory(listeners)
            .option(
                ChannelOption.RECVBUF_ALLOCATOR,
                new ServerChannelRecvByteBufAllocator()
                    .respectMaybeMoreData(false)
                    .maxMessagesPerRead(ACCEPTED_AT_ONCE));
    bufferOptions().forEach((option, value) -> put(acceptor, option, value));
    if (kind == Kind.NIO) {
      socketOptions().forEach((option, value) -> put(acceptor, option, value));
    }
    return acceptor.handler(
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel listener) {
            if (kind == Kind.EPOLL) {
              listener.pipeline().addLast(new InheritedOptions());
            }
            WaitingRoom room = new WaitingRoom(PASSED_ON_AT_ONCE * loops.executorCount());
            listener.pipeline().addLast(new PatientAcceptor(vacancies, door, room, failed));
          }
        });
  }

  /** Dials from the given loop; the handler is set: it turns half-closes into messages. */
  public Bootstrap dialer(EventLoop loop) {
    return dialer(loop, new TcpEdge(), () -> false);
  }

  /**
   * The same for one dial.
   *
   * @param places asked, when there is a socket, for the place that it takes up
   * @param memoryIsShort asked before each read: little is read at once then
   */
  public Bootstrap dialer(EventLoop loop, Supplier<Permit> places, BooleanSupplier memoryIsShort) {
    return dialer(loop, new TcpEdge(places, _ -> {}), memoryIsShort);
  }

  private Bootstrap dialer(EventLoop loop, TcpEdge edge, BooleanSupplier memoryIsShort) {
    return new Bootstrap()
        .group(loop)
        .channelFactory(() -> dialSockets.open(new AdaptiveReads(memoryIsShort)))
        .handler(edge);
  }

  /** Makes datagram sockets for these loops. */
  public ChannelFactory<DatagramChannel> datagrams() {
    return kind == Kind.EPOLL ? EpollDatagramChannel::new : NioDatagramChannel::new;
  }

  /** Ends the loops and every connection on them; the future completes when they are gone. */
  public Future<?> shutdown() {
    if (!loops.isShuttingDown()) {
      sockets.close();
    }
    return loops.shutdownGracefully(0, 5, TimeUnit.SECONDS);
  }

  /** Ends the loops and waits for it. */
  @Override
  public void close() {
    shutdown().awaitUninterruptibly();
  }

  /** What is kept on this side of the system. */
  private static Map<ChannelOption<?>, Object> bufferOptions() {
    return Map.of(
        ChannelOption.AUTO_READ,
        false,
        ChannelOption.ALLOW_HALF_CLOSURE,
        true,
        ChannelOption.WRITE_BUFFER_WATER_MARK,
        QUEUED,
        ChannelOption.RECVBUF_ALLOCATOR,
        READS);
  }

  /** What the system is told of each connection. */
  private Map<ChannelOption<?>, Object> socketOptions() {
    Map<ChannelOption<?>, Object> options = KeepAlive.options(kind);
    options.put(ChannelOption.TCP_NODELAY, true);
    if (kind == Kind.EPOLL) {
      options.put(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) UNSENT_BYTES);
    }
    return options;
  }

  @SuppressWarnings("unchecked")
  private static <T> void put(ServerBootstrap acceptor, ChannelOption<T> option, Object value) {
    acceptor.childOption(option, (T) value);
  }
}
