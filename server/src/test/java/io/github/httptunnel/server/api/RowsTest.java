package io.github.httptunnel.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.engine.LiveTunnel;
import io.github.httptunnel.server.admin.Query;
import io.github.httptunnel.tunnel.ClientInfo;
import io.github.httptunnel.tunnel.Host;
import io.github.httptunnel.tunnel.Phase;
import io.github.httptunnel.tunnel.RuleRef;
import io.github.httptunnel.tunnel.Target;
import io.github.httptunnel.tunnel.TunnelId;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which live tunnels are shown, how fast they are, and in which order. */
class RowsTest {

  private static final Naming NAMING = new Naming(true, true, true);
  private static final Naming NAMELESS = new Naming(false, false, false);

  private static LiveTunnel tunnel(int number, long bytes) {
    ClientInfo client =
        new ClientInfo(
            new InetSocketAddress("192.0.2." + number % 200, 9),
            number % 2 == 0 ? "even" : "odd",
            "http1",
            false,
            0);
    return new LiveTunnel(
        new TunnelId(0, number),
        new TunnelRequest(
            new Target(new Host.Name("host" + number + ".example"), 443),
            client,
            TunnelRequest.Kind.TUNNEL,
            "user" + number),
        number % 3 == 0 ? new RuleRef("third") : null,
        Phase.RELAY,
        Duration.ofSeconds(number),
        bytes,
        0);
  }

  private static Row row(int number) {
    return new Row(tunnel(number, number), 10L * number, 0);
  }

  private static List<Integer> matched(String raw, Naming naming) {
    Query query = Query.of(raw);
    RowFilter filter = RowFilter.read(query, naming);
    RowOrder order = RowOrder.read(query);
    assertThat(query.problem()).isNull();
    return IntStream.range(0, 10)
        .mapToObj(RowsTest::row)
        .filter(filter::fits)
        .sorted(order.order())
        .skip(order.offset())
        .limit(order.limit())
        .map(row -> (int) row.tunnel().id().low())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          listener=odd                     | 9 7 5 3 1
          rule=third                       | 9 6 3 0
          rule=third&listener=even         | 6 0
          min_age_seconds=8                | 9 8
          min_bytes_per_second=90          | 9
          sort=rate&limit=2                | 9 8
          sort=rate&order=reversed&limit=2 | 0 1
          sort=listener&limit=6            | 0 2 4 6 8 1
          offset=8                         | 1 0
          target=host3.example             | 3
          target=HOST3.example:443         | 3
          target=host3.example:80          |
          client=192.0.2.7                 | 7
          user=user4                       | 4
          """)
  void areThoseThatFitInTheOrderThatIsWanted(String query, String numbers) {
    List<Integer> expected =
        numbers == null ? List.of() : Stream.of(numbers.split(" ")).map(Integer::valueOf).toList();
    assertThat(matched(query, NAMING)).isEqualTo(expected);
  }

  @Test
  void areNotFoundByWhatMustNotBeNamed() {
    Query query = Query.of("target=host3.example&client=192.0.2.3&user=user3");
    RowFilter.read(query, NAMELESS);
    assertThat(query.problem()).contains("log.targets is off", "log.clients", "log.users");
  }

  @Test
  void haveTheRateOfTheTimeSinceTheyWereLookedAtLast() {
    long[] now = {0};
    long[] carried = {1000};
    Census census = new Census(() -> List.of(tunnel(1, carried[0])), () -> now[0]);
    census.rows();
    now[0] += TimeUnit.SECONDS.toNanos(2);
    carried[0] += 500;
    assertThat(census.rows()).containsExactly(new Row(tunnel(1, 1500), 250, 0));
  }

  @Test
  void areAsManyAsThereAre() {
    List<LiveTunnel> many = IntStream.range(0, 20_000).mapToObj(i -> tunnel(i, i)).toList();
    Census census = new Census(() -> many, System::nanoTime);
    assertThat(census.rows()).hasSize(20_000).allMatch(row -> row.upstreamRate() == 0);
  }
}
