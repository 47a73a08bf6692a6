package io.github.httptunnel.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The end of every tunnel: the first byte of a connection says its {@link Mode}. Echoes have a
 * thread of their own, so that they wait for the proxy and not for the origin's bulk.
 */
final class Origin implements AutoCloseable {

  private static final int BACKLOG = 4096;

  private final ServerSocketChannel listener;
  private final Loop bulk;
  private final Loop echoes;

  private Origin(ServerSocketChannel listener, Loop bulk, Loop echoes) {
    this.listener = listener;
    this.bulk = bulk;
    this.echoes = echoes;
  }

  /** Listens; port 0 lets the system choose. */
  static Origin start(InetSocketAddress bind) throws IOException {
    Loop bulk = Loop.start("origin-bulk", _ -> {});
    Origin origin =
        new Origin(ServerSocketChannel.open(), bulk, Loop.start("origin-echo", _ -> {}));
    origin.listener.bind(bind, BACKLOG);
    bulk.register(origin.listener, origin.new Acceptor());
    return origin;
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) listener.getLocalAddress();
  }

  @Override
  public void close() {
    bulk.close();
    echoes.close();
  }

  private final class Acceptor implements Activity {

    @Override
    public int interest() {
      return SelectionKey.OP_ACCEPT;
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
      SocketChannel client = listener.accept();
      if (client != null) {
        bulk.register(client, new Greeting());
      }
    }
  }

  /** A connection that has not said what it wants. */
  private final class Greeting implements Activity {

    @Override
    public int interest() {
      return SelectionKey.OP_READ;
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
      ByteBuffer first = ByteBuffer.allocate(1);
      SocketChannel channel = (SocketChannel) key.channel();
      int read = channel.read(first);
      Mode mode = read == 1 ? Mode.of(first.get(0)) : null;
      switch (mode) {
        case SOURCE -> become(key, new Flood(bulk.scratch(), new Tally()));
        case SINK, HOLD -> become(key, new Drain(bulk.scratch(), new Tally()));
        case ECHO -> {
          key.cancel();
          echoes.register(channel, new Echo());
        }
        case null -> throw new EOFException();
      }
    }

    private void become(SelectionKey key, Activity activity) {
      key.attach(activity);
      key.interestOps(activity.interest());
    }
  }
}
