package io.github.httptunnel.limit;

import static io.github.httptunnel.limit.Clients.client;
import static io.github.httptunnel.limit.Clients.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Direction;
import io.github.httptunnel.tunnel.Share;
import io.github.httptunnel.tunnel.TunnelRequest;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same on real event loops, which do not wait for each other. */
class FairBandwidthLoopsTest {

  private static final long RATE = 20_000_000;
  private static final int LOOPS = 2;
  private static final int CLIENTS = 5;
  private static final int PARTIES = 2 * CLIENTS;
  private static final int READ = 32 * 1024;
  private static final int BYTES_OF_ONE = 40_000;
  private static final int FLOWS = 200;

  /** Savings, the credit of every party on every loop, and what crosses with a tick. */
  private static final long EXTRA = RATE / 10 + PARTIES * LOOPS * (16_384 + 512) + LOOPS * READ;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(LOOPS, NioIoHandler.newFactory());
  private final FairBandwidth bandwidth =
      new FairBandwidth(
          new BandwidthLimits(RATE, null, RATE, Map.of(), BandwidthLimits.EQUAL_WEIGHTS),
          group.next());
  private final CountDownLatch served = new CountDownLatch(FLOWS);
  private final AtomicLong sent = new AtomicLong();
  private final AtomicInteger strays = new AtomicInteger();

  @AfterEach
  void ends() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void servesEverybodyInTheEndAndNeverMoreThanTheBound() throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < FLOWS; i++) {
      String address = "192.0.2." + i % CLIENTS;
      start(i % 2 == 0 ? client(address) : user(address, "ann"));
    }
    while (!served.await(1, TimeUnit.MILLISECONDS)) {
      assertWithinBound(start);
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
    }
    assertWithinBound(start);
    assertThat(sent).hasValue((long) FLOWS * BYTES_OF_ONE);
    assertThat(strays).hasValue(0);
    Awaitility.await().until(() -> partiesLeft() == 0);
  }

  @Test
  void standsTheEndOfTheLoops() throws Exception {
    EventLoop loop = group.next();
    Share share =
        loop.submit(() -> bandwidth.share(client("192.0.2.1"), Direction.UPSTREAM, loop)).get();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    assertThat(share.take(100)).isEqualTo(100);
    share.close();
  }

  private void assertWithinBound(long start) {
    long bytes = sent.get();
    long nanos = System.nanoTime() - start;
    assertThat(bytes).isLessThanOrEqualTo(RATE * nanos / 1_000_000_000 + EXTRA);
  }

  private void start(TunnelRequest request) {
    EventLoop loop = group.next();
    loop.execute(() -> new Flow(loop, bandwidth.share(request, Direction.DOWNSTREAM, loop)).pump());
  }

  private int partiesLeft() throws Exception {
    return group.next().submit(() -> bandwidth.of(Direction.DOWNSTREAM).parties()).get();
  }

  /** Sends its bytes, at most one read at a time, and ends. */
  private final class Flow {

    private final EventLoop loop;
    private final Share share;
    private int left = BYTES_OF_ONE;

    Flow(EventLoop loop, Share share) {
      this.loop = loop;
      this.share = share;
    }

    void pump() {
      strays.addAndGet(loop.inEventLoop() ? 0 : 1);
      int asked = Math.min(left, READ);
      int given = share.take(asked);
      sent.addAndGet(given);
      left -= given;
      if (left == 0) {
        share.close();
        served.countDown();
      } else if (given == asked) {
        loop.execute(this::pump);
      } else {
        share.whenMore(this::pump);
      }
    }
  }
}
