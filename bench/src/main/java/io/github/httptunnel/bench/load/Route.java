package io.github.httptunnel.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * How tunnels reach the origin.
 *
 * @param peer who is dialled: the proxy, or the origin itself
 * @param target whom a CONNECT asks for; none when the peer leads to the origin unasked
 */
record Route(InetSocketAddress peer, @Nullable InetSocketAddress target) {

  /** How long the head of an answer may be. */
  private static final int LONGEST_HEAD = 8192;

  /**
   * Opens one tunnel and says its mode. Blocks; so does the channel.
   *
   * @param from the local address
   * @throws IOException also when the proxy refuses
   */
  SocketChannel open(InetAddress from, Mode mode) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.bind(new InetSocketAddress(from, 0));
      channel.connect(peer);
      if (target != null) {
        connect(channel, target.getAddress().getHostAddress() + ":" + target.getPort());
      }
      channel.write(ByteBuffer.wrap(new byte[] {mode.code()}));
      return channel;
    } catch (IOException failed) {
      channel.close();
      throw new IOException(
          "cannot open a tunnel from "
              + from.getHostAddress()
              + " through "
              + peer
              + ": "
              + failed.getMessage(),
          failed);
    }
  }

  private static void connect(SocketChannel channel, String authority) throws IOException {
    String request = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
    channel.write(US_ASCII.encode(request));
    String head = head(channel);
    if (!head.startsWith("HTTP/1.1 200 ") && !head.startsWith("HTTP/1.0 200 ")) {
      throw new IOException("it answered '" + head.lines().findFirst().orElse("") + "', not 200");
    }
  }

  /** Reads up to the empty line; nothing follows it, as the origin waits for its mode. */
  private static String head(SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(LONGEST_HEAD);
    String head = "";
    while (!head.endsWith("\r\n\r\n")) {
      if (!buffer.hasRemaining() || channel.read(buffer) < 0) {
        throw new IOException("it did not finish its answer to CONNECT");
      }
      head = US_ASCII.decode(buffer.duplicate().flip()).toString();
    }
    return head;
  }
}
