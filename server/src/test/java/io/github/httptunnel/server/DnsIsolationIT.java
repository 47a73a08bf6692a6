package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.testkit.DnsAnswer;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.EchoPeer;
import io.github.httptunnel.testkit.RawClient;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What names that nobody answers for do to those who ask for others. */
class DnsIsolationIT {

  private static final int SILENT_NAMES = 200;
  private static final int PLACES_OF_ONE = 64;
  private static final Duration GENEROUS = Duration.ofSeconds(8);

  @Test
  void aClientWithSilentNamesIsBoundedAndOthersAreServed() {
    try (DnsPeer dns =
            DnsPeer.start()
                .answer("*.silent.example", DnsAnswer.mute())
                .answer("*.good.example", DnsAnswer.addresses("127.0.0.1"));
        EchoPeer echo = EchoPeer.start();
        RunningServer server = RunningServer.start(Configs.dns(dns))) {
      List<RawClient> asking = new ArrayList<>();
      try {
        for (int i = 0; i < SILENT_NAMES; i++) {
          asking.add(ask(server, "127.0.0.7", "n" + i + ".silent.example", echo));
        }
        for (int i = 0; i < 20; i++) {
          long begun = System.nanoTime();
          try (RawClient other = ask(server, "127.0.0.8", "n" + i + ".good.example", echo)) {
            assertThat(other.readHead().status()).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(GENEROUS);
          }
        }
        List<Integer> statuses = asking.stream().map(client -> client.readHead().status()).toList();
        assertThat(statuses).containsOnly(503, 504);
        assertThat(statuses.stream().filter(status -> status == 504)).hasSize(PLACES_OF_ONE);
        assertThat(server.server().overload().tally().refused(Overloaded.Resource.DNS))
            .isEqualTo(SILENT_NAMES - PLACES_OF_ONE);
      } finally {
        asking.forEach(RawClient::close);
        server.stop();
      }
    }
  }

  private static RawClient ask(RunningServer server, String from, String name, EchoPeer echo) {
    RawClient client = RawClient.to(server.address()).from(from).connect();
    String authority = name + ":" + echo.address().getPort();
    client.send("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
    return client;
  }
}
