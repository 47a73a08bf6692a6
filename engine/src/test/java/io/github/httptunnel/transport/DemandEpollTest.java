package io.github.httptunnel.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.EndOfStream;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What epoll reports for a connection that nobody reads. */
@Timeout(30)
class DemandEpollTest {

  private final Transport transport = Transport.open(Transport.Kind.EPOLL, 1);
  private final Events events = new Events();
  private Socket peer;
  private Channel channel;

  @BeforeEach
  void connect() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      channel =
          transport
              .dialer(transport.loops().next())
              .connect(server.getLocalSocketAddress())
              .syncUninterruptibly()
              .channel();
      // on the loop: added from here, it would miss what happens before the loop notices it
      onLoop(() -> channel.pipeline().addLast(events));
      peer = server.accept();
    }
  }

  @AfterEach
  void close() throws IOException {
    peer.close();
    channel.close().syncUninterruptibly();
    transport.close();
  }

  @Test
  void readsNothingWhenThePeerHasFinishedAndNobodyAsks() throws Exception {
    send(40_000);
    peer.shutdownOutput();
    settle();
    assertThat(events.bytes).isZero();
  }

  @Test
  void readsAsMuchAsIsAskedForAndTheEndLast() throws Exception {
    send(100);
    peer.shutdownOutput();
    channel.read();
    assertThat(events.next()).isEqualTo("100 bytes");
    channel.read();
    assertThat(events.next()).isEqualTo(EndOfStream.INSTANCE.name());
  }

  @Test
  void reportsAResetAlthoughNobodyReads() throws Exception {
    peer.setSoLinger(true, 0);
    peer.close();
    assertThat(events.next()).isEqualTo("IOException");
  }

  @Test
  void canBeReadAgainAfterItWantedNothing() throws Exception {
    send(10);
    channel.read();
    assertThat(events.next()).isEqualTo("10 bytes");
    settle();
    send(20);
    channel.read();
    assertThat(events.next()).isEqualTo("20 bytes");
  }

  @Test
  void doesNotSpinWhenBothSidesHaveFinishedAndDataWaits() throws Exception {
    send(40_000);
    peer.shutdownOutput();
    channel.writeAndFlush(EndOfStream.INSTANCE).syncUninterruptibly();
    long thread = onLoop(() -> Thread.currentThread().threadId());
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    settle();
    long before = threads.getThreadCpuTime(thread);
    CompletableFuture<Void> later = new CompletableFuture<>();
    channel.eventLoop().schedule(() -> later.complete(null), 1, TimeUnit.SECONDS);
    later.get(10, TimeUnit.SECONDS);
    long used = threads.getThreadCpuTime(thread) - before;
    assertThat(used).as("CPU of an idle second").isLessThan(TimeUnit.MILLISECONDS.toNanos(300));
  }

  private void send(int bytes) throws IOException {
    OutputStream out = peer.getOutputStream();
    out.write(new byte[bytes]);
    out.flush();
  }

  /** Lets the loop look at its sockets: two of its turns, some time apart. */
  private void settle() throws Exception {
    CompletableFuture<Void> later = new CompletableFuture<>();
    channel.eventLoop().schedule(() -> later.complete(null), 200, TimeUnit.MILLISECONDS);
    later.get(10, TimeUnit.SECONDS);
  }

  private <T> T onLoop(java.util.concurrent.Callable<T> task) throws Exception {
    return channel.eventLoop().submit(task).get(10, TimeUnit.SECONDS);
  }

  private static final class Events extends ChannelInboundHandlerAdapter {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private volatile long bytes;

    String next() throws InterruptedException {
      return seen.poll(10, TimeUnit.SECONDS);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one event loop writes
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      ByteBuf data = (ByteBuf) msg;
      bytes += data.readableBytes();
      seen.add(data.readableBytes() + " bytes");
      data.release();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == EndOfStream.INSTANCE) {
        seen.add(EndOfStream.INSTANCE.name());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      seen.add(cause instanceof IOException ? "IOException" : cause.getClass().getSimpleName());
    }
  }
}
