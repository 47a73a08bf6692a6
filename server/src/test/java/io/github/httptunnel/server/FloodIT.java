package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.Ending;
import io.github.httptunnel.testkit.FloodPeer;
import io.github.httptunnel.testkit.Peer;
import io.github.httptunnel.testkit.PeerAction;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.testkit.ScriptedPeer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that send more than their clients take. */
class FloodIT {

  private static final int KIB = 1024;
  private static final int MOST_PER_TUNNEL = 64 * KIB;

  /**
   * What the allocator takes for each loop before it gives anything out, in a process that is new.
   */
  private static final long ALLOCATOR_CHUNKS = 1024 * 1024;

  /** The young generation is soon used all over, and then what grows is what tunnels hold. */
  private static final String SMALL = "-Xmx256m -Xmn16m -XX:MaxDirectMemorySize=128m";

  private static final int REPLY = 8_000_000;
  private static final int AT_ONCE = 50;

  @Test
  void aThousandClientsThatDoNotReadCostLittleMemory(@TempDir Path folder) {
    int tunnels = 1000;
    try (FloodPeer flood = FloodPeer.start();
        EchoPeer echo = EchoPeer.start();
        BuiltProgram program = flooded(folder)) {
      // what the program needs in any case: classes, code, the first tunnels' buffers
      Together.run(500, _ -> talk(program.address(), echo));
      long before = ResidentMemory.bytes(program.pid());
      List<RawClient> clients = silentClients(tunnels, program.address(), flood);
      Standstill.of(flood);
      long full = ResidentMemory.bytes(program.pid());
      assertThat(full - before).isLessThan((long) tunnels * MOST_PER_TUNNEL);
      Together.run(200, _ -> talk(program.address(), echo));
      assertThat(ResidentMemory.bytes(program.pid())).isLessThan(full + 16L * KIB * KIB);
      clients.forEach(RawClient::reset);
    }
  }

  @Test
  void whatATargetLeavesBehindIsReadAsItsClientReads() {
    int tunnels = 20;
    try (ScriptedPeer target = replier();
        RunningServer server = RunningServer.start()) {
      long before = DirectMemory.allocated();
      List<RawClient> clients = silentClients(tunnels, server.address(), target);
      Standstill.of(target);
      assertThat(DirectMemory.allocated() - before)
          .isLessThan(ALLOCATOR_CHUNKS + (long) tunnels * MOST_PER_TUNNEL);
      for (RawClient client : clients) {
        assertThat(client.readToEnd().endedBy(Ending.FIN).bytes()).hasSize(REPLY);
        client.close();
        server.awaitEnd();
      }
    }
  }

  @Test
  void waitingTunnelsTakeNoProcessorTime() {
    try (ScriptedPeer stalled = replier();
        ScriptedPeer finished =
            ScriptedPeer.start(new PeerAction.HalfClose(), new PeerAction.ReadToEnd());
        EchoPeer echo = EchoPeer.start();
        RunningServer server = RunningServer.start();
        RawClient clock = server.tunnel(echo.authority())) {
      List<RawClient> clients =
          Stream.of(stalled, finished)
              .flatMap(target -> silentClients(10, server.address(), target).stream())
              .toList();
      Standstill.of(stalled);
      long start = System.nanoTime();
      long before = loopsProcessorTime();
      assertThat(clock.receive(Duration.ofSeconds(1)).ending()).isEqualTo(Ending.OPEN);
      assertThat(loopsProcessorTime() - before).isLessThan((System.nanoTime() - start) / 4);
      clock.reset();
      clients.forEach(RawClient::reset);
      assertThat(Stream.generate(server::awaitEnd).limit(clients.size() + 1)).doesNotContainNull();
    }
  }

  private static BuiltProgram flooded(Path folder) {
    Configs.unlimited(folder);
    BuiltProgram program =
        BuiltProgram.run(
            Map.of("HTTP_TUNNEL_JAVA_OPTS", SMALL), folder, "--bind", "127.0.0.1:0", "http");
    program.awaitStart();
    return program;
  }

  /** Sends more than the kernel holds, and finishes. */
  private static ScriptedPeer replier() {
    return ScriptedPeer.start(
        new PeerAction.Write("r".repeat(REPLY)),
        new PeerAction.HalfClose(),
        new PeerAction.ReadToEnd());
  }

  /**
   * Their receive buffers are small, so that not much lies in the kernel. They do not come all at
   * once: that is a spike, of which the program may refuse a part.
   */
  private static List<RawClient> silentClients(int count, InetSocketAddress proxy, Peer target) {
    return Stream.iterate(0, begun -> begun < count, begun -> begun + AT_ONCE)
        .flatMap(begun ->
            Together.run(Math.min(AT_ONCE, count - begun), _ -> silentClient(proxy, target))
                .stream())
        .toList();
  }

  private static RawClient silentClient(InetSocketAddress proxy, Peer target) {
    RawClient client = RawClient.to(proxy).receiveBuffer(4 * KIB).connect();
    client.openTunnel(target.authority());
    return client;
  }

  private static String talk(InetSocketAddress proxy, EchoPeer echo) {
    try (RawClient client = RawClient.connectThrough(proxy, echo.authority())) {
      client.send("ping");
      return client.readExactly(4);
    }
  }

  /** Everything between the target and the client is full once the target can send no more. */
  private static long loopsProcessorTime() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("tunnel-loop"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.threadId()))
        .sum();
  }
}
