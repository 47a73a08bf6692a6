package io.github.httptunnel.answer;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.EndOfStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A client's channel without a socket: read on demand, with a clock that stands still, and counting
 * the reads that are asked for.
 */
public final class Wire extends ChannelOutboundHandlerAdapter implements AutoCloseable {

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private int reads;

  /** An open connection, the time zero. */
  public Wire() {
    channel.freezeTime();
    channel.config().setAutoRead(false);
    channel.pipeline().addFirst(this);
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    reads++;
    ctx.read();
  }

  /** Text as its Latin-1 bytes. */
  public static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
  }

  /** The channel. */
  public EmbeddedChannel channel() {
    return channel;
  }

  /** How often data was asked for. */
  public int reads() {
    return reads;
  }

  /** A client that was accepted now. */
  public ClientInfo client() {
    return new ClientInfo(
        new InetSocketAddress("192.0.2.7", 40_000),
        "main",
        "http",
        false,
        channel.eventLoop().ticker().nanoTime());
  }

  /** The client sends, in one read. */
  public void receive(String text) {
    channel.writeInbound(bytes(text));
  }

  /** The client finishes sending. */
  public void receiveEnd() {
    channel.pipeline().fireUserEventTriggered(EndOfStream.INSTANCE);
    channel.runPendingTasks();
  }

  /** What was written to the client since the last call, an end of stream as {@code |}. */
  public String sent() {
    StringBuilder text = new StringBuilder();
    for (Object msg = channel.readOutbound(); msg != null; msg = channel.readOutbound()) {
      if (msg instanceof ByteBuf data) {
        text.append(data.toString(StandardCharsets.ISO_8859_1));
        data.release();
      } else {
        text.append('|');
      }
    }
    return text.toString();
  }

  /** Ends it and releases all that is left. */
  @Override
  public void close() {
    channel.finishAndReleaseAll();
  }

  /** Time passes. */
  public void advanceMillis(long millis) {
    channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }
}
