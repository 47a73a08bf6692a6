package io.github.httptunnel.answer;

import io.github.httptunnel.tunnel.EndOfStream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;

/** Stands where the relay would: writes down what reaches it, an end of stream as {@code |}. */
public final class Inbound extends ChannelInboundHandlerAdapter {

  private final StringBuilder seen = new StringBuilder();

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ByteBuf data = (ByteBuf) msg;
    seen.append(data.toString(StandardCharsets.ISO_8859_1));
    data.release();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == EndOfStream.INSTANCE) {
      seen.append('|');
    }
  }

  /** All of it. */
  public String seen() {
    return seen.toString();
  }
}
