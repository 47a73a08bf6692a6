package io.github.httptunnel.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link Loop}, in clear text or inside TLS. Confined to the loop's thread. */
final class Wire {

  private final Loop loop;
  private final SocketChannel channel;
  private final SelectionKey key;
  private final @Nullable Tls tls;

  private Wire(Loop loop, SocketChannel channel, SelectionKey key, @Nullable Tls tls) {
    this.loop = loop;
    this.channel = channel;
    this.key = key;
    this.tls = tls;
  }

  /** Serves a channel in clear text, for nothing as yet. */
  static Wire clear(Loop loop, SocketChannel channel) throws IOException {
    return new Wire(loop, channel, loop.register(channel, new Rest()), null);
  }

  /** The same inside TLS, once {@link Tls#handshake} says that it is. */
  static Wire secured(Loop loop, SocketChannel channel, Tls tls) throws IOException {
    return new Wire(loop, channel, loop.register(channel, new Rest()), tls);
  }

  Loop loop() {
    return loop;
  }

  /** Serves it for another purpose from now on. */
  void become(Activity activity) {
    key.attach(activity);
    key.interestOps(activity.interest());
  }

  /**
   * Reads what there is into {@link Loop#scratch}, which then holds nothing else.
   *
   * @return how many bytes; -1 at the end of the stream
   */
  int read() throws IOException {
    ByteBuffer into = loop.scratch().clear();
    return tls == null ? channel.read(into) : tls.read(into);
  }

  /** Writes what is taken at once. */
  int write(ByteBuffer from) throws IOException {
    return tls == null ? channel.write(from) : tls.write(from);
  }

  /** Writes few bytes to a connection that has room for them, as nothing is under way. */
  void send(byte[] bytes) throws IOException {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    write(from);
    if (from.hasRemaining() || !isFlushed()) {
      throw new IOException("it does not take " + bytes.length + " bytes");
    }
  }

  /** Whether all that was written has left, after one more attempt. */
  boolean isFlushed() throws IOException {
    return tls == null || tls.flush();
  }

  /** Watches for other operations than the activity asked for. */
  void watch(int operations) {
    if (key.interestOps() != operations) {
      key.interestOps(operations);
    }
  }

  /** Gives the channel to whoever registers it with another loop. */
  SocketChannel leave() {
    key.cancel();
    return channel;
  }

  /** Ends it politely. */
  void close() throws IOException {
    try (channel) {
      if (tls != null) {
        tls.close();
      }
    }
  }
}
