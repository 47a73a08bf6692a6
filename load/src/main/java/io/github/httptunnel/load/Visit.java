package io.github.httptunnel.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection to a proxy that behaves in its {@link Manner}. Confined to a loop's thread. */
final class Visit implements Activity {

  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final int LONGEST = 8192;

  private final Manner manner;
  private final byte[] first;
  private final Visits visits;
  private final SocketChannel channel;
  private final long begun = System.nanoTime();
  private final StringBuilder answer = new StringBuilder();
  private @Nullable Wire wire;
  private boolean connected;
  private boolean over;

  private Visit(Manner manner, byte[] first, Visits visits, SocketChannel channel) {
    this.manner = manner;
    this.first = first;
    this.visits = visits;
    this.channel = channel;
  }

  /**
   * Begins, on the loop's thread.
   *
   * @param visits told of all that becomes of it
   */
  static Visit start(Loop loop, Visits.Plan plan, ClientSpec from, Visits visits)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    Visit visit = new Visit(plan.manner(), plan.manner().first(plan.target()), visits, channel);
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (from.address() != null) {
      channel.bind(new InetSocketAddress(from.address(), 0));
    }
    channel.connect(plan.route().peer());
    // Should it be connected already, the loop tells of it as soon as this returns.
    visit.wire = Wire.clear(loop, channel);
    visit.wire.become(visit);
    return visit;
  }

  @Override
  public int interest() {
    return SelectionKey.OP_CONNECT;
  }

  @Override
  public void ready() {
    try {
      if (!connected) {
        connect();
      } else {
        read();
      }
    } catch (IOException end) {
      over(connected ? Fate.RESET : Fate.UNCONNECTED);
    }
  }

  /** Sends one more byte, if that is its manner. */
  void dribble() {
    if (manner.dribbles() && connected && !over) {
      try {
        channel.write(ByteBuffer.wrap(new byte[] {'x'}));
      } catch (IOException end) {
        over(Fate.RESET);
      }
    }
  }

  private void connect() throws IOException {
    if (wire == null || !channel.finishConnect()) {
      return;
    }
    connected = true;
    visits.connected();
    wire.watch(SelectionKey.OP_READ);
    wire.send(first);
    if (manner.then() == Manner.Then.RESET_AT_ONCE) {
      reset();
    }
  }

  private void read() throws IOException {
    if (wire == null) {
      return;
    }
    int count = wire.read();
    if (count < 0) {
      over(Fate.ENDED);
      return;
    }
    if (answer.indexOf(END_OF_HEAD) < 0 && answer.length() < LONGEST) {
      byte[] bytes = new byte[count];
      wire.loop().scratch().flip().get(bytes);
      answer.append(new String(bytes, US_ASCII));
      if (answer.indexOf(END_OF_HEAD) >= 0) {
        visits.answered(Connect.status(answer.substring(0, answer.indexOf("\r\n"))));
        answered();
      }
    }
  }

  private void answered() throws IOException {
    switch (manner.then()) {
      case FINISH -> channel.shutdownOutput();
      case RESET -> reset();
      case STAY, RESET_AT_ONCE -> {
        // Its end is awaited, or it is over.
      }
    }
  }

  private void reset() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    over(Fate.LEFT);
  }

  private void over(Fate fate) {
    if (!over) {
      over = true;
      try {
        channel.close();
      } catch (IOException alreadyClosed) {
        // Closed it is.
      }
      visits.over(this, fate, System.nanoTime() - begun);
    }
  }
}
