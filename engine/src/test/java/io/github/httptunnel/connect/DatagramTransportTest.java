package io.github.httptunnel.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.transport.Transport;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When the socket of the questions is closed. */
class DatagramTransportTest {

  private final Transport transport = Transport.open(Transport.Kind.best(), 1);
  private final EventLoop loop = transport.loops().next();
  private final List<Channel> sockets = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void closesItsSocketBehindTheReadThatBroughtTheLastAnswer() throws Exception {
    try (DnsPeer dns = DnsPeer.start().answer("a.example", DnsAnswer.addresses("192.0.2.1"))) {
      CompletableFuture<Boolean> openInsideTheRead = new CompletableFuture<>();
      loop.execute(() -> ask(dns, openInsideTheRead));
      assertThat(openInsideTheRead.get(10, TimeUnit.SECONDS)).isTrue();
      await().until(() -> !sockets.getFirst().isOpen());
    }
  }

  private void ask(DnsPeer dns, CompletableFuture<Boolean> openInsideTheRead) {
    DatagramTransport questions =
        new DatagramTransport(
            loop,
            () -> {
              var socket = transport.datagrams().newChannel();
              sockets.add(socket);
              return socket;
            },
            new Random(1));
    questions
        .ask(new DefaultDnsQuestion("a.example.", DnsRecordType.A), dns.address())
        .addListener(_ -> openInsideTheRead.complete(sockets.getFirst().isOpen()));
  }
}
