package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.github.httptunnel.access.AccessConfig;
import io.github.httptunnel.access.AccessConfig.PrivateTargets;
import io.github.httptunnel.access.Cidr;
import io.github.httptunnel.server.assembly.ReloadResult;
import io.github.httptunnel.server.config.ConfigReader;
import io.github.httptunnel.server.config.ConfigResult;
import io.github.httptunnel.server.config.ServerConfig;
import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.RawClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reloads one after another, as fast as they go, while clients are at work. */
class ReloadsUnderLoadIT {

  private static final int TUNNELS = 1000;
  private static final int RELOADS = 100;
  private static final int CLIENTS = 8;

  /** Every second file is broken: no tunnel may feel any of it. */
  @Test
  void cutNoneOfAThousandTunnels(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("http-tunnel.yaml");
    ConfigReader reader = new ConfigReader(_ -> null, _ -> null);
    try (EchoPeer target = EchoPeer.start();
        RunningServer server = RunningServer.start()) {
      ServerConfig start = server.server().config();
      List<RawClient> clients = new ArrayList<>();
      for (int i = 0; i < TUNNELS; i++) {
        clients.add(server.tunnel(target.authority()));
      }
      for (int i = 0; i < RELOADS; i++) {
        boolean broken = i % 2 == 1;
        Files.writeString(
            file,
            "client_connection: { initiation_timeout: " + (broken ? "soon" : i + 1 + "s") + " }");
        ReloadResult result =
            server
                .server()
                .reload(() ->
                    switch (reader.read(file)) {
                      case ConfigResult.Loaded loaded ->
                          new ConfigResult.Loaded(
                              loaded.config().withListeners(start.listeners()),
                              List.of(),
                              loaded.files());
                      case ConfigResult.Rejected rejected -> rejected;
                    });
        assertThat(result)
            .isInstanceOf(broken ? ReloadResult.Rejected.class : ReloadResult.Applied.class);
      }
      assertThat(server.server().reloads().rejected()).isEqualTo(RELOADS / 2);
      assertThat(server.server().live()).isEqualTo(TUNNELS);
      clients.forEach(client -> client.send("ping"));
      clients.forEach(client -> assertThat(client.readExactly(4)).isEqualTo("ping"));
      clients.forEach(RawClient::close);
      for (int i = 0; i < TUNNELS; i++) {
        server.awaitEnd();
      }
    }
  }

  /**
   * One book allows a name and the address of another, the other book the opposite: neither lets
   * anybody through, a mix of both would. Both let {@code both.example} through.
   */
  @Test
  void mixNoTwoRuleBooks() throws Exception {
    Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    try (EchoPeer target =
            EchoPeer.start(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0));
        DnsPeer dns = DnsPeer.start();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      dns.answer("one.example", DnsAnswer.addresses("127.0.0.2"))
          .answer("two.example", DnsAnswer.addresses("127.0.0.1"))
          .answer("both.example", DnsAnswer.addresses("127.0.0.3"));
      ServerConfig[] books = new ServerConfig[2];
      RunningServer server =
          RunningServer.start(config -> {
            ServerConfig base = Configs.dns(dns).apply(config);
            books[0] = book("one", "127.0.0.1").apply(base);
            books[1] = book("two", "127.0.0.2").apply(base);
            return books[0];
          });
      AtomicBoolean over = new AtomicBoolean();
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String name = List.of("one.example", "two.example").get(i % 2);
        running.add(
            clients.submit(() -> {
              while (!over.get()) {
                ask(server, name + ":" + target.port(), answers);
              }
            }));
      }
      AtomicInteger through = new AtomicInteger();
      for (int i = 0; i < 5 * RELOADS; i++) {
        assertThat(server.server().reload(books[i % 2])).isInstanceOf(ReloadResult.Applied.class);
        if (i % RELOADS == 0) {
          through.addAndGet(ask(server, "both.example:" + target.port(), answers) == 200 ? 1 : 0);
        }
      }
      over.set(true);
      for (Future<?> client : running) {
        client.get();
      }
      server.stop();
      assertThat(through).as("what both books allow").hasValue(5);
      assertThat(answers.keySet()).containsExactlyInAnyOrder(200, 403);
      assertThat(answers.get(200)).as("nothing but what both books allow").hasValue(5);
      assertThat(answers.get(403).get()).as("decisions").isGreaterThan(RELOADS);
    }
  }

  private static int ask(
      RunningServer server, String authority, Map<Integer, AtomicInteger> answers) {
    try (RawClient client = server.connect()) {
      client.send("CONNECT %1$s HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(authority));
      int status = client.readHead().status();
      answers.computeIfAbsent(status, _ -> new AtomicInteger()).incrementAndGet();
      return status;
    }
  }

  private static UnaryOperator<ServerConfig> book(String name, String address) {
    return Configs.access(
        new AccessConfig(
            Pattern.compile("^(" + name + "|both)\\.example:"),
            null,
            null,
            null,
            PrivateTargets.DENY,
            List.of(Cidr.parse(address), Cidr.parse("127.0.0.3"))));
  }
}
