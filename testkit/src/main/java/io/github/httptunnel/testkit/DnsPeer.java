package io.github.httptunnel.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A DNS server (RFC 1035) on one free loopback port, over UDP and TCP, whose answers a test scripts
 * by name and may change at any time. A name without a script does not exist; {@code *.example}
 * stands for all names below {@code example}. An answer longer than 512 bytes is truncated over
 * UDP, so that the client must ask again over TCP. All methods may be called from any thread.
 */
public final class DnsPeer implements AutoCloseable {

  private static final int LONGEST_DATAGRAM = 512;
  private static final int LONGEST_MESSAGE = 65_535;
  private static final int ATTEMPTS = 20;

  private final DnsService service;
  private final PeerServer tcp;
  private final DatagramSocket udp;
  private final ExecutorService threads;

  private DnsPeer(DnsService service, PeerServer tcp, DatagramSocket udp, ExecutorService threads) {
    this.service = service;
    this.tcp = tcp;
    this.udp = udp;
    this.threads = threads;
  }

  /** Starts one that knows no name yet. */
  public static DnsPeer start() {
    DnsService service = new DnsService(new DnsScript(), new Monitor());
    for (int attempt = 1; ; attempt++) {
      PeerServer tcp = PeerServer.start(connection -> serve(connection, service));
      try {
        DatagramSocket udp = new DatagramSocket(tcp.address());
        DnsPeer peer = new DnsPeer(service, tcp, udp, Executors.newVirtualThreadPerTaskExecutor());
        peer.threads.execute(peer::receiveAll);
        return peer;
      } catch (BindException taken) {
        tcp.close();
        if (attempt == ATTEMPTS) {
          throw new UncheckedIOException(taken);
        }
      } catch (IOException e) {
        tcp.close();
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Where it listens, over UDP and TCP. */
  public InetSocketAddress address() {
    return tcp.address();
  }

  /** From now on answers queries for {@code name}, or {@code *.name}, like that. */
  public DnsPeer answer(String name, DnsAnswer answer) {
    service.script().put(name, answer);
    return this;
  }

  /** How many queries have come, of any kind. */
  public int queries() {
    return service.seen().size();
  }

  /** How many queries for that name have come, of any type. */
  public int queries(String name) {
    String asked = name.toLowerCase(Locale.ROOT);
    return (int) service.seen().stream().filter(query -> query.name().equals(asked)).count();
  }

  /** How many queries for that name and type have come. */
  public int queries(String name, DnsType type) {
    String asked = name.toLowerCase(Locale.ROOT);
    return (int)
        service.seen().stream()
            .filter(query -> query.name().equals(asked) && query.type() == type)
            .count();
  }

  /** The names that were asked for, in lower case, in the order of the queries. */
  public List<String> names() {
    return service.seen().stream().map(DnsQuery::name).toList();
  }

  /** How many TCP connections have come. */
  public int tcpConnections() {
    return tcp.stats().connections();
  }

  /** Waits until at least that many queries for the name have come. */
  public void awaitQueries(String name, int count) {
    service
        .monitor()
        .await(
            () -> queries(name) >= count,
            count + " queries for a name",
            () -> queries(name) + " of " + queries(),
            Deadline.USUAL);
  }

  @Override
  public void close() {
    udp.close();
    tcp.close();
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(Deadline.USUAL.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new AssertionError("DNS peer: threads still run " + Deadline.USUAL + " after close");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void receiveAll() {
    byte[] buffer = new byte[LONGEST_MESSAGE];
    while (!udp.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        udp.receive(packet);
        byte[] message = Arrays.copyOf(buffer, packet.getLength());
        InetSocketAddress client = (InetSocketAddress) packet.getSocketAddress();
        threads.execute(() -> reply(message, client));
      } catch (IOException | RejectedExecutionException ignored) {
        // The peer is being closed.
      }
    }
  }

  private void reply(byte[] message, InetSocketAddress client) {
    List<byte[]> answers = service.answer(message, LONGEST_DATAGRAM, tcp.stats()::closingWithin);
    try {
      for (byte[] answer : answers) {
        udp.send(new DatagramPacket(answer, answer.length, client));
      }
    } catch (IOException ignored) {
      // The peer is being closed, or the client has gone.
    }
  }

  /** Serves one TCP connection: each message has its length in front (RFC 1035 §4.2.2). */
  private static void serve(PeerConnection connection, DnsService service) throws IOException {
    DataInputStream in = new DataInputStream(connection.input());
    while (true) {
      byte[] message = new byte[in.readUnsignedShort()];
      in.readFully(message);
      for (byte[] bytes : service.answer(message, LONGEST_MESSAGE, connection::stall)) {
        ByteBuffer framed = ByteBuffer.allocate(Short.BYTES + bytes.length);
        framed.putShort((short) bytes.length).put(bytes);
        connection.write(framed.array(), framed.capacity());
      }
    }
  }
}
