package io.github.httptunnel.testkit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryEncoder;
import io.netty.handler.codec.dns.DatagramDnsResponseDecoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRawRecord;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponse;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks one question and decodes the answer with Netty's codec, which is not ours. */
final class DnsProbe {

  /** What came. */
  record Answer(
      DnsResponseCode code,
      boolean truncated,
      int records,
      int authorities,
      List<String> addresses,
      long ttl) {}

  private static final Duration WAIT = Duration.ofSeconds(10);

  private DnsProbe() {}

  static Answer overUdp(InetSocketAddress server, String name, DnsType type) {
    return decoded(exchange(server, query(server, name, type), WAIT), server);
  }

  static boolean silent(InetSocketAddress server, String name, Duration wait) {
    return exchange(server, query(server, name, DnsType.A), wait).length == 0;
  }

  static void sendOnly(InetSocketAddress server, ByteBuf message) {
    exchange(server, ByteBufUtil.getBytes(message), Duration.ofMillis(1));
  }

  static Answer overTcp(InetSocketAddress server, String name, DnsType type) {
    byte[] query = query(server, name, type);
    try (RawClient client = RawClient.connect(server)) {
      client.send(ByteBuffer.allocate(2).putShort((short) query.length).array());
      client.send(query);
      String length = client.readExactly(2);
      String message = client.readExactly(length.charAt(0) << 8 | length.charAt(1));
      return decoded(new Received(message, Ending.OPEN).bytes(), server);
    }
  }

  private static byte[] query(InetSocketAddress server, String name, DnsType type) {
    EmbeddedChannel codec = new EmbeddedChannel(new DatagramDnsQueryEncoder());
    DatagramDnsQuery query = new DatagramDnsQuery(null, server, 4711);
    query.setRecord(
        DnsSection.QUESTION, new DefaultDnsQuestion(name, DnsRecordType.valueOf(type.name())));
    codec.writeOutbound(query);
    DatagramPacket packet = codec.readOutbound();
    byte[] bytes = ByteBufUtil.getBytes(packet.content());
    packet.release();
    codec.finishAndReleaseAll();
    return bytes;
  }

  private static byte[] exchange(InetSocketAddress server, byte[] query, Duration wait) {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout((int) wait.toMillis());
      socket.send(new java.net.DatagramPacket(query, query.length, server));
      java.net.DatagramPacket answer = new java.net.DatagramPacket(new byte[4096], 4096);
      socket.receive(answer);
      return Arrays.copyOf(answer.getData(), answer.getLength());
    } catch (SocketTimeoutException silence) {
      return new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Answer decoded(byte[] message, InetSocketAddress server) {
    EmbeddedChannel codec = new EmbeddedChannel(new DatagramDnsResponseDecoder());
    codec.writeInbound(new DatagramPacket(Unpooled.wrappedBuffer(message), server, server));
    DnsResponse response = codec.readInbound();
    try {
      return answer(response);
    } finally {
      response.release();
      codec.finishAndReleaseAll();
    }
  }

  private static Answer answer(DnsResponse response) {
    List<String> addresses = new ArrayList<>();
    long ttl = -1;
    int records = response.count(DnsSection.ANSWER);
    for (int i = 0; i < records; i++) {
      if (response.recordAt(DnsSection.ANSWER, i) instanceof DnsRawRecord record
          && !record.type().equals(DnsRecordType.CNAME)) {
        addresses.add(address(ByteBufUtil.getBytes(record.content())));
        ttl = record.timeToLive();
      }
    }
    int authorities = response.count(DnsSection.AUTHORITY);
    return new Answer(
        response.code(), response.isTruncated(), records, authorities, addresses, ttl);
  }

  private static String address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes).getHostAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
