package io.github.httptunnel.connect;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Decodes answers, and says which question an undecodable one belongs to, so that nobody has to
 * wait for a server that has already answered with garbage.
 */
final class DnsDatagramDecoder extends DatagramDnsResponseDecoder {

  /** An answer that cannot be read. */
  record Garbage(InetSocketAddress sender, int id) {}

  private static final int HEADER_BYTES = 12;

  @Override
  protected void decode(ChannelHandlerContext ctx, DatagramPacket packet, List<Object> out) {
    ByteBuf content = packet.content();
    if (content.readableBytes() < HEADER_BYTES) {
      return;
    }
    int id = content.getUnsignedShort(content.readerIndex());
    try {
      super.decode(ctx, packet, out);
    } catch (Exception _) {
      // The parent's signature; what it throws is always about the packet.
      out.add(new Garbage(packet.sender(), id));
    }
  }
}
