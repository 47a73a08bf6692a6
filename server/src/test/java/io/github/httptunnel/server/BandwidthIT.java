package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.relay.RelayRules;
import io.github.httptunnel.server.config.BandwidthConfig;
import io.github.httptunnel.server.config.BandwidthConfig.Weight;
import io.github.httptunnel.server.config.ListenerConfig;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.FloodPeer;
import io.github.httptunnel.testkit.Peer;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.CloseReason;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Side;
import io.github.httptunnel.tunnel.TunnelStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for tunnels together: bandwidths, weights, and the rules of their listener. */
class BandwidthIT {

  private static final long RATE = 400_000;
  private static final String MANY = "127.0.0.2";
  private static final String ONE = "127.0.0.3";
  private static final int TUNNELS_OF_MANY = 6;

  /** What may be saved up, and credit for each client on each of the two loops. */
  private static final long HEAD_START = RATE / 10 + 4 * RATE / 50;

  @Test
  void clientsShareABandwidthAlikeHoweverManyTunnelsEachHas() {
    double ratio = ratioOfBytes(new BandwidthConfig(RATE, null, null, 1, List.of()));
    assertThat(ratio).isCloseTo(1, within(0.15));
  }

  @Test
  void aClientThatWeighsMoreGetsMore() {
    Weight three = Weight.ofClients(List.of(Cidr.parse(ONE)), 3);
    double ratio = ratioOfBytes(new BandwidthConfig(RATE, null, null, 1, List.of(three)));
    assertThat(ratio).isCloseTo(3, within(0.45));
  }

  @Test
  void aClientHasNoMoreThanIsAllowedForEach() {
    try (FloodPeer flood = FloodPeer.start();
        RunningServer server = start(new BandwidthConfig(null, RATE, null, 1, List.of()))) {
      long begin = System.nanoTime();
      AtomicLongArray bytes = new AtomicLongArray(1);
      AtomicLong left = new AtomicLong(RATE);
      Together.run(4, _ -> take(server, MANY, flood, bytes, 0, left));
      assertPaced(bytes.get(0), begin);
      awaitEnds(server, 4);
    }
  }

  @Test
  void aListenersBandwidthHoldsForAllItsTunnelsAndForNoOthers() {
    UnaryOperator<ServerConfig> change =
        c -> c.withListeners(List.of(listener("slow", null, RATE), listener("fast", null, null)));
    try (FloodPeer flood = FloodPeer.start();
        EchoPeer echo = EchoPeer.start();
        RunningServer server = RunningServer.start(change);
        RawClient fast = RawClient.connectThrough(server.address(1), echo.authority())) {
      long begin = System.nanoTime();
      AtomicLongArray bytes = new AtomicLongArray(1);
      AtomicLong left = new AtomicLong(RATE);
      Together.run(2, i -> take(server, "127.0.0." + (2 + i), flood, bytes, 0, left));
      assertPaced(bytes.get(0), begin);
      awaitEnds(server, 2);
      fast.send("x".repeat(2_000_000));
      assertThat(fast.readExactly(2_000_000)).hasSize(2_000_000);
      fast.reset();
      assertThat(server.awaitEnd().downstream().throttled()).isZero();
    }
  }

  @Test
  void eachListenerHasItsOwnRules() {
    UnaryOperator<ServerConfig> change =
        c ->
            c.withListeners(
                List.of(listener("tight", OneRule.payload(5), null), listener("free", null, null)));
    try (EchoPeer echo = EchoPeer.start();
        RunningServer server = RunningServer.start(change);
        RawClient tight = RawClient.connectThrough(server.address(0), echo.authority());
        RawClient free = RawClient.connectThrough(server.address(1), echo.authority())) {
      tight.send("123456");
      assertThat(tight.readToEnd().ending()).isEqualTo(Ending.RESET);
      TunnelStats record = server.awaitEnd();
      assertThat(record.client().listener()).isEqualTo("tight");
      assertThat(record.outcome()).isEqualTo(new Outcome.Closed(CloseReason.PAYLOAD, Side.PROXY));
      free.send("123456");
      assertThat(free.readExactly(6)).isEqualTo("123456");
      free.reset();
      assertThat(server.awaitEnd().client().listener()).isEqualTo("free");
    }
  }

  /** What the client with one tunnel gets for each byte of the client with many. */
  private static double ratioOfBytes(BandwidthConfig bandwidth) {
    try (FloodPeer flood = FloodPeer.start();
        RunningServer server = start(bandwidth)) {
      // the first moments belong to whoever comes first
      AtomicLong head = new AtomicLong(RATE / 2);
      AtomicLongArray ignored = new AtomicLongArray(2);
      AtomicLongArray bytes = new AtomicLongArray(2);
      AtomicLong left = new AtomicLong(3 * RATE);
      Together.run(
          TUNNELS_OF_MANY + 1,
          i -> {
            int who = i == 0 ? 0 : 1;
            try (RawClient client = connect(server, who == 0 ? ONE : MANY, flood)) {
              count(client, ignored, who, head);
              count(client, bytes, who, left);
              client.reset();
            }
            return i;
          });
      awaitEnds(server, TUNNELS_OF_MANY + 1);
      return (double) bytes.get(0) / bytes.get(1);
    }
  }

  private static int take(
      RunningServer server,
      String from,
      Peer target,
      AtomicLongArray bytes,
      int who,
      AtomicLong left) {
    try (RawClient client = connect(server, from, target)) {
      count(client, bytes, who, left);
      client.reset();
    }
    return who;
  }

  private static RawClient connect(RunningServer server, String from, Peer target) {
    RawClient client = RawClient.to(server.address()).from(from).connect();
    client.openTunnel(target.authority());
    return client;
  }

  /** Reads until all together have read what is left. */
  private static void count(RawClient client, AtomicLongArray bytes, int who, AtomicLong left) {
    while (left.get() > 0) {
      int count = client.receive(Duration.ofSeconds(10)).text().length();
      assertThat(count).isPositive();
      bytes.addAndGet(who, count);
      left.addAndGet(-count);
    }
  }

  private static void assertPaced(long bytes, long begin) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    assertThat(bytes).isGreaterThanOrEqualTo(RATE);
    assertThat((double) bytes).isLessThanOrEqualTo(HEAD_START + RATE * seconds);
  }

  private static void awaitEnds(RunningServer server, int count) {
    List<TunnelStats> records = Stream.generate(server::awaitEnd).limit(count).toList();
    assertThat(records)
        .allSatisfy(record -> assertThat(record.downstream().throttled()).isPositive());
  }

  private static RunningServer start(BandwidthConfig bandwidth) {
    return RunningServer.start(c -> c.toBuilder().bandwidth(bandwidth).build());
  }

  private static ListenerConfig listener(
      String name, @Nullable RelayRules rules, @Nullable Long bandwidth) {
    ListenerConfig any =
        RunningServer.onAnyPort(new ListenerConfig.Mode.Http()).listeners().getFirst();
    return new ListenerConfig(name, any.bind(), any.mode(), null, null, rules, bandwidth);
  }
}
