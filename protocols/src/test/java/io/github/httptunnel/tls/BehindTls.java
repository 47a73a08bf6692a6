package io.github.httptunnel.tls;

import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.EndOfStream;
import io.github.httptunnel.tunnel.Negotiator;
import io.github.httptunnel.tunnel.TunnelSink;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A protocol that writes down what TLS hands on: an end of stream as {@code |}. */
final class BehindTls extends ChannelInboundHandlerAdapter implements Negotiator {

  private final StringBuilder seen = new StringBuilder();
  private final List<Throwable> errors = new ArrayList<>();
  private int installed;

  @Override
  public String name() {
    return "behind";
  }

  @Override
  public void install(Channel client, ClientInfo info, TunnelSink sink) {
    installed++;
    client.pipeline().addLast(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ByteBuf data = (ByteBuf) msg;
    seen.append(data.toString(StandardCharsets.ISO_8859_1));
    data.release();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    seen.append(event == EndOfStream.INSTANCE ? "|" : "[" + event + "]");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    errors.add(cause);
  }

  String seen() {
    return seen.toString();
  }

  List<Throwable> errors() {
    return errors;
  }

  int installed() {
    return installed;
  }
}
