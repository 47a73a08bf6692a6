package io.github.httptunnel.connect;

import io.github.httptunnel.connect.DnsWire.Query;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A DNS server on loopback that says what the test tells it to; no message means silence. */
final class ScriptedDns implements AutoCloseable {

  private final DatagramSocket datagrams;
  private final ServerSocket streams;
  private final List<Query> queries = new CopyOnWriteArrayList<>();
  private final List<Integer> ports = new CopyOnWriteArrayList<>();
  private volatile Function<Query, List<byte[]>> overStream = _ -> List.of();

  ScriptedDns(Function<Query, List<byte[]>> script) {
    try {
      streams = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      datagrams = new DatagramSocket(streams.getLocalPort(), InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> untilClosed(() -> answerDatagram(script)));
    Thread.ofVirtual().start(() -> untilClosed(this::answerStream));
  }

  /** What is said over TCP. */
  ScriptedDns overStream(Function<Query, List<byte[]>> script) {
    overStream = script;
    return this;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) datagrams.getLocalSocketAddress();
  }

  List<Query> queries() {
    return List.copyOf(queries);
  }

  /** The ports the queries over UDP came from. */
  List<Integer> ports() {
    return List.copyOf(ports);
  }

  @Override
  public void close() {
    datagrams.close();
    try {
      streams.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answerDatagram(Function<Query, List<byte[]>> script) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[512], 512);
    datagrams.receive(packet);
    ports.add(packet.getPort());
    Query query = Query.parse(Arrays.copyOf(packet.getData(), packet.getLength()));
    queries.add(query);
    for (byte[] message : script.apply(query)) {
      datagrams.send(new DatagramPacket(message, message.length, packet.getSocketAddress()));
    }
  }

  private void answerStream() throws IOException {
    try (Socket socket = streams.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      Query query = Query.parse(in.readNBytes(in.readUnsignedShort()));
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      for (byte[] message : overStream.apply(query)) {
        out.writeShort(message.length);
        out.write(message);
      }
    }
  }

  private void untilClosed(Step step) {
    try {
      while (!datagrams.isClosed()) {
        step.run();
      }
    } catch (IOException _) {
      // The sockets were closed: the test is over.
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
