package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.httptunnel.connect.CachingResolver;
import io.github.httptunnel.connect.DnsPolicy;
import io.github.httptunnel.connect.NameAnswer;
import io.github.httptunnel.connect.Resolution;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.BadInput;
import io.github.httptunnel.testkit.BadInputCatalogue;
import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.Host;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What hostile, broken and slow DNS servers do to the program: one scene for each entry. */
class DnsBadInputsIT {

  private static final Path CATALOGUE = Path.of("src", "test", "resources", "bad-inputs-dns.json");
  private static final int NAMES = 1_000_000;

  static Stream<BadInput> keepsWhatTheEntrySays() {
    return BadInputCatalogue.read(CATALOGUE).stream();
  }

  @ParameterizedTest
  @MethodSource
  void keepsWhatTheEntrySays(BadInput entry) {
    switch (entry.id()) {
      case "DNS-001" -> forged(new DnsAnswer.Forged(Forgery::withAnotherId, right()));
      case "DNS-003" -> forged(new DnsAnswer.Forged(Forgery::toAnotherQuestion, right()));
      case "DNS-005" -> nameServerOfTheParent();
      case "DNS-007" -> aliasesWithoutEnd(entry);
      case "DNS-009" -> pointerLoop(entry);
      case "DNS-011" -> noTimeToLive(entry);
      case "DNS-013" -> noSuchNameForAnHour(entry);
      case "DNS-015" -> silentFirstServer(entry);
      case "DNS-017" -> aMillionNames(entry);
      default -> throw new AssertionError("no scene for " + entry.id());
    }
  }

  /** Nothing listens at the address that the forger gives. */
  private static void forged(DnsAnswer answer) {
    try (DnsScene scene = DnsScene.start()) {
      scene.dns().answer("site.example", answer);
      assertThat(scene.status("site.example")).isEqualTo(200);
    }
  }

  private static void nameServerOfTheParent() {
    try (DnsScene scene = DnsScene.start()) {
      scene
          .dns()
          .answer(
              "site.example",
              new DnsAnswer.Crafted(query -> Forgery.withANameServer(query, "other")))
          .answer("other.example", right());
      assertThat(scene.status("site.example")).isEqualTo(200);
      assertThat(scene.status("other.example")).isEqualTo(200);
      assertThat(scene.dns().queries("other.example")).isPositive();
    }
  }

  private static void aliasesWithoutEnd(BadInput entry) {
    try (DnsScene scene = DnsScene.start()) {
      for (int i = 0; i < 50; i++) {
        scene.dns().answer("c" + i + ".example", DnsAnswer.alias("c" + (i + 1) + ".example"));
      }
      scene
          .dns()
          .answer("c50.example", right())
          .answer("ring.example", DnsAnswer.alias("gnir.example"))
          .answer("gnir.example", DnsAnswer.alias("ring.example"));
      for (String name : List.of("c0.example", "ring.example")) {
        int before = scene.dns().queries();
        scene.refuses(entry, name);
        assertThat(scene.dns().queries() - before)
            .isLessThanOrEqualTo(number(entry, "queries_max"));
      }
    }
  }

  private static void pointerLoop(BadInput entry) {
    try (DnsScene scene = DnsScene.start()) {
      scene.dns().answer("*.example", new DnsAnswer.Crafted(Forgery::pointingAtItself));
      // what is loaded and compiled at the first time is no cost of the answer
      for (int i = 0; i < 20; i++) {
        scene.refuses(entry, "warm" + i + ".example");
      }
      LoopCost before = LoopCost.now();
      scene.refuses(entry, "site.example");
      assertThat(LoopCost.now().since(before).processorTime())
          .isLessThanOrEqualTo(Duration.ofMillis(number(entry, "cpu_ms_max")));
    }
  }

  private static void noTimeToLive(BadInput entry) {
    try (DnsScene scene = DnsScene.start()) {
      DnsAnswer answer = DnsAnswer.addresses(Duration.ZERO, "127.0.0.1");
      scene.dns().answer("site.example", DnsAnswer.delayed(Duration.ofMillis(300), answer));
      assertThat(Together.run(20, _ -> scene.status("site.example"))).containsOnly(200);
      int merged = scene.dns().queries("site.example");
      assertThat(merged).as("two kinds of record, on each event loop").isLessThanOrEqualTo(4);
      await()
          .atMost(Duration.ofSeconds(10L * number(entry, "cache_s_max")))
          .until(() -> {
            assertThat(scene.status("site.example")).isEqualTo(200);
            return scene.dns().queries("site.example") > merged;
          });
    }
  }

  /** The entry's hour is the server's; what counts here is the policy's bound. */
  private static void noSuchNameForAnHour(BadInput entry) {
    assertThat(ServerConfig.defaults().dns().negativeTtl())
        .isLessThanOrEqualTo(Duration.ofSeconds(number(entry, "negative_cache_s_max")));
    Duration kept = Duration.ofMillis(300);
    try (DnsScene scene = DnsScene.start(policy -> withNegativeTtl(policy, kept))) {
      scene.dns().answer("site.example", new DnsAnswer.NoSuchName(Duration.ofHours(1)));
      assertThat(scene.status("site.example")).isEqualTo(502);
      scene.dns().answer("site.example", right());
      await().until(() -> scene.status("site.example") == 200);
    }
  }

  private static void silentFirstServer(BadInput entry) {
    try (DnsPeer silent = DnsPeer.start().answer("*.example", DnsAnswer.mute());
        DnsScene scene = DnsScene.start(policy -> withFirst(policy, silent.address()))) {
      scene.dns().answer("*.example", right());
      long begun = System.nanoTime();
      assertThat(scene.status("site.example")).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - begun))
          .isLessThan(Duration.ofSeconds(number(entry, "within_s")));
      assertThat(silent.queries()).isPositive();
    }
  }

  private static void aMillionNames(BadInput entry) {
    EmbeddedChannel channel = new EmbeddedChannel();
    EventLoop loop = channel.eventLoop();
    SocketAddress client = InetSocketAddress.createUnresolved("client", 1);
    NameAnswer answer =
        new NameAnswer.Found(List.of(InetAddress.getLoopbackAddress()), Duration.ofMinutes(1));
    CachingResolver resolver =
        new CachingResolver(
            (_, on) -> on.newSucceededFuture(answer),
            DnsPolicy.caching(Duration.ofMinutes(1)),
            1,
            Function.identity());
    for (int i = 0; i < NAMES; i++) {
      Future<Resolution> _ = resolver.resolve(new Host.Name("n" + i + ".example"), client, loop);
    }
    assertThat(entry.expect()).containsEntry("cache_entries_max", "limit");
    // a kilobyte for each would still be a third of what the entry allows
    assertThat(resolver.remembered(loop)).isEqualTo(10_000);
    channel.finishAndReleaseAll();
  }

  private static DnsAnswer right() {
    return DnsAnswer.addresses("127.0.0.1");
  }

  private static int number(BadInput entry, String member) {
    return ((Number) entry.expect().get(member)).intValue();
  }

  private static DnsPolicy withNegativeTtl(DnsPolicy usual, Duration ttl) {
    return new DnsPolicy(
        usual.servers(), usual.cacheTtlMin(), usual.cacheTtlMax(), ttl, null, usual.prefer());
  }

  private static DnsPolicy withFirst(DnsPolicy usual, InetSocketAddress server) {
    return new DnsPolicy(
        List.of(server, usual.servers().getFirst()),
        usual.cacheTtlMin(),
        usual.cacheTtlMax(),
        usual.negativeTtl(),
        null,
        usual.prefer());
  }

  /** A server with a DNS server and an echo of its own. */
  private record DnsScene(DnsPeer dns, EchoPeer echo, RunningServer server)
      implements AutoCloseable {

    static DnsScene start() {
      return start(Function.identity());
    }

    static DnsScene start(Function<DnsPolicy, DnsPolicy> change) {
      DnsPeer dns = DnsPeer.start();
      RunningServer server =
          RunningServer.start(config -> {
            ServerConfig usual = Configs.dns(dns).apply(config);
            return usual.toBuilder().dns(change.apply(usual.dns())).build();
          });
      return new DnsScene(dns, EchoPeer.start(), server);
    }

    /** Of the answer to a CONNECT. */
    int status(String name) {
      try (RawClient client = server.connect()) {
        String authority = name + ":" + echo.address().getPort();
        client.send("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        return client.readHead().status();
      }
    }

    /** With one of the statuses, and within the time, that the entry names. */
    void refuses(BadInput entry, String name) {
      long begun = System.nanoTime();
      assertThat(entry.expect()).containsEntry("status", List.of(status(name)));
      if (entry.expect().containsKey("within_s")) {
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
            .isLessThan(Duration.ofSeconds(number(entry, "within_s")));
      }
    }

    @Override
    public void close() {
      server.stop();
      echo.close();
      dns.close();
    }
  }
}
