package io.github.httptunnel.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.MutePeer;
import io.github.httptunnel.testkit.Peer;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.ScriptedPeer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PingPongTest {

  @Test
  void measuresRoundTripsUntilTheWindowIsOver() throws IOException {
    try (EchoPeer peer = EchoPeer.start();
        SocketChannel channel = SocketChannel.open(peer.address())) {
      Window window = Window.after(Duration.ofMillis(1), Duration.ofMillis(100));
      assertThat(pingPong(channel, window).call().getTotalCount()).isPositive();
      assertThat(window.isOver(System.nanoTime())).isTrue();
    }
  }

  @Test
  void countsNothingThatBeganBeforeTheWindow() throws Exception {
    Window never = new Window(System.nanoTime() + Duration.ofDays(1).toNanos(), System.nanoTime());
    try (EchoPeer peer = EchoPeer.start();
        SocketChannel channel = SocketChannel.open(peer.address())) {
      assertThat(pingPong(channel, never).call().getTotalCount()).isZero();
    }
  }

  @Test
  void countsTheMessageThatIsStillAwayAtTheEnd() throws Exception {
    try (MutePeer peer = MutePeer.start()) {
      SocketChannel channel = SocketChannel.open(peer.address());
      FutureTask<Histogram> pings = started(channel, peer);
      channel.close();
      assertThat(pings.get(10, TimeUnit.SECONDS).getTotalCount()).isEqualTo(1);
    }
  }

  @Test
  void failsWhenTheTunnelEnds() throws IOException {
    try (ScriptedPeer peer = ScriptedPeer.start(new PeerAction.Read(64));
        SocketChannel channel = SocketChannel.open(peer.address())) {
      Window window = new Window(System.nanoTime(), Long.MAX_VALUE);
      assertThatThrownBy(() -> pingPong(channel, window).call())
          .isInstanceOf(EOFException.class)
          .hasMessage("the tunnel of the messages ended while it was measured");
    }
  }

  @Test
  void sendsNoMoreMessagesThanItsIntervalAllows() throws IOException {
    try (EchoPeer peer = EchoPeer.start();
        SocketChannel channel = SocketChannel.open(peer.address())) {
      Window window = Window.after(Duration.ofNanos(1), Duration.ofMillis(100));
      PingPong pings = new PingPong(channel, Duration.ofMillis(20), window);
      assertThat(pings.call().getTotalCount()).isBetween(1L, 5L);
    }
  }

  private static PingPong pingPong(SocketChannel channel, Window window) {
    return new PingPong(channel, Duration.ZERO, window);
  }

  private static FutureTask<Histogram> started(SocketChannel channel, Peer peer) {
    Window window = Window.after(Duration.ZERO, Duration.ofDays(1));
    FutureTask<Histogram> pings = new FutureTask<>(pingPong(channel, window));
    Thread.ofPlatform().daemon().start(pings);
    peer.awaitConnections(1);
    return pings;
  }
}
