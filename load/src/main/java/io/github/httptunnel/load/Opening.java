package io.github.httptunnel.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** A tunnel on its way to be one: connects, speaks TLS if it must, and asks the proxy. */
final class Opening implements Activity {

  /** How long an answer may be. */
  private static final int LONGEST = 8192;

  private final Route route;
  private final @Nullable InetAddress from;
  private final Opened opened;
  private final Failed failed;
  private final SocketChannel channel;
  private final Wire wire;
  private final @Nullable Tls tls;

  private byte[] received = {};
  private boolean connected;
  private boolean secured;
  private int asked;

  private Opening(
      Route route,
      @Nullable InetAddress from,
      Opened opened,
      Failed failed,
      SocketChannel channel,
      Wire wire,
      @Nullable Tls tls) {
    this.route = route;
    this.from = from;
    this.opened = opened;
    this.failed = failed;
    this.channel = channel;
    this.wire = wire;
    this.tls = tls;
  }

  /** Gets the tunnel, which then does nothing. */
  @FunctionalInterface
  interface Opened {
    void accept(Wire wire) throws IOException;
  }

  /** Is told why there is no tunnel, before the loop is. */
  @FunctionalInterface
  interface Failed {
    void accept(IOException why);
  }

  /**
   * Begins to open a tunnel, on the loop's thread.
   *
   * @param from the local address; none to leave it to the system
   */
  static void start(Loop loop, Route route, @Nullable InetAddress from, Opened opened)
      throws IOException {
    start(loop, route, from, opened, _ -> {});
  }

  /**
   * The same.
   *
   * @param failed told when it comes to nothing later on
   */
  static void start(
      Loop loop, Route route, @Nullable InetAddress from, Opened opened, Failed failed)
      throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      if (from != null) {
        channel.bind(new InetSocketAddress(from, 0));
      }
      boolean connected = channel.connect(route.peer());
      Opening opening = begin(loop, route, from, opened, failed, channel);
      opening.wire.become(opening);
      if (connected) {
        opening.advance();
      }
    } catch (IOException why) {
      channel.close();
      throw route.failure(from, why);
    }
  }

  private static Opening begin(
      Loop loop,
      Route route,
      @Nullable InetAddress from,
      Opened opened,
      Failed failed,
      SocketChannel channel)
      throws IOException {
    if (route.tls() == null) {
      return new Opening(route, from, opened, failed, channel, Wire.clear(loop, channel), null);
    }
    SSLEngine engine = route.tls().createSSLEngine();
    engine.setUseClientMode(true);
    engine.beginHandshake();
    Tls tls = new Tls(engine, channel);
    return new Opening(route, from, opened, failed, channel, Wire.secured(loop, channel, tls), tls);
  }

  @Override
  public int interest() {
    return SelectionKey.OP_CONNECT;
  }

  @Override
  public void ready() throws IOException {
    try {
      advance();
    } catch (IOException why) {
      failed.accept(why);
      throw route.failure(from, why);
    }
  }

  private void advance() throws IOException {
    if (connect() && secure()) {
      answer();
    }
  }

  private boolean connect() throws IOException {
    if (!connected && channel.finishConnect()) {
      connected = true;
      wire.watch(SelectionKey.OP_READ);
      if (tls == null) {
        ask();
      }
    }
    return connected;
  }

  private boolean secure() throws IOException {
    if (tls != null && !secured && tls.handshake(wire.loop().scratch())) {
      secured = true;
      ask();
    }
    return tls == null || secured;
  }

  private void ask() throws IOException {
    List<Step> steps = route.steps();
    if (asked < steps.size()) {
      wire.send(steps.get(asked).question());
    }
    asked++;
    if (asked > steps.size()) {
      wire.become(new Rest());
      opened.accept(wire);
    }
  }

  private void answer() throws IOException {
    if (asked > route.steps().size()) {
      return;
    }
    int read = wire.read();
    if (read < 0) {
      throw new IOException("it ended the connection without an answer");
    }
    int before = received.length;
    received = Arrays.copyOf(received, before + read);
    wire.loop().scratch().flip().get(received, before, read);
    int end = route.steps().get(asked - 1).end(received);
    if (end >= 0) {
      received = Arrays.copyOfRange(received, end, received.length);
      ask();
    } else if (received.length > LONGEST) {
      throw new IOException("its answer is longer than " + LONGEST + " bytes");
    }
  }
}
