package io.github.httptunnel.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of every tunnel: the first byte of a connection says its {@link Mode}. Echoes have a
 * thread of their own, so that they wait for the proxy and not for the origin's bulk.
 */
final class Origin implements AutoCloseable {

  private static final int BACKLOG = 4096;

  private final ServerSocketChannel listener;
  private final List<Loop> loops;
  private final Loop echoes;

  private Origin(ServerSocketChannel listener, List<Loop> loops, Loop echoes) {
    this.listener = listener;
    this.loops = loops;
    this.echoes = echoes;
  }

  /**
   * Listens.
   *
   * @param bind port 0 lets the system choose
   * @param threads how many serve what is no echo
   */
  static Origin start(InetSocketAddress bind, int threads) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(bind, BACKLOG).configureBlocking(false);
    List<Loop> loops = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      loops.add(Loop.start("origin-" + i, _ -> {}));
    }
    Origin origin = new Origin(listener, loops, Loop.start("origin-echo", _ -> {}));
    Loop first = loops.getFirst();
    first.execute(() -> first.register(listener, origin.new Acceptor()));
    return origin;
  }

  InetSocketAddress address() throws IOException {
    return (InetSocketAddress) listener.getLocalAddress();
  }

  @Override
  public void close() {
    loops.forEach(Loop::close);
    echoes.close();
  }

  private final class Acceptor implements Activity {

    private int accepted;

    @Override
    public int interest() {
      return SelectionKey.OP_ACCEPT;
    }

    @Override
    public void ready() throws IOException {
      SocketChannel client = listener.accept();
      if (client == null) {
        return;
      }
      client.configureBlocking(false);
      int next = accepted++ % loops.size();
      if (next == 0) {
        greet(loops.getFirst(), client);
      } else {
        loops.get(next).execute(() -> greet(loops.get(next), client));
      }
    }

    private void greet(Loop loop, SocketChannel client) throws IOException {
      Wire wire = Wire.clear(loop, client);
      wire.become(new Greeting(wire));
    }
  }

  /** A connection that has not said what it wants. */
  private final class Greeting implements Activity {

    private final Wire wire;

    private Greeting(Wire wire) {
      this.wire = wire;
    }

    @Override
    public int interest() {
      return SelectionKey.OP_READ;
    }

    @Override
    public void ready() throws IOException {
      ByteBuffer first = wire.read() > 0 ? wire.loop().scratch().flip() : ByteBuffer.allocate(0);
      switch (first.hasRemaining() ? Mode.of(first.get()) : null) {
        case SOURCE -> wire.become(new Flood(wire, unlimited()));
        case SINK, HOLD -> wire.become(new Drain(wire, unlimited()));
        case ECHO -> echo(first);
        case ONCE -> once(first);
        case null -> throw new EOFException("it asks for nothing that is known here");
      }
    }

    private void once(ByteBuffer first) throws IOException {
      Once once = new Once(wire);
      wire.become(once);
      once.take(first);
    }

    private void echo(ByteBuffer first) throws IOException {
      wire.write(first);
      SocketChannel channel = wire.leave();
      echoes.execute(() -> {
        Wire moved = Wire.clear(echoes, channel);
        moved.become(new Echo(moved));
      });
    }

    private Quota unlimited() {
      return new Quota(new Tally(), Quota.UNLIMITED);
    }
  }
}
