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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
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
        .collect(Collectors.collectingAndThen(Collectors.toList(), order::of))
        .stream()
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
    Census census = new Census(() -> many(0), System::nanoTime);
    assertThat(census.rows()).hasSize(20_000).allMatch(row -> row.rate() == 0);
  }

  private static List<LiveTunnel> many(int more) {
    return IntStream.range(0, 20_000).mapToObj(i -> tunnel(i, (more + 1L) * i)).toList();
  }

  @Test
  void haveARateEachHoweverManyThereAre() {
    long[] now = {0};
    int[] more = {0};
    Census census = new Census(() -> many(more[0]), () -> now[0]);
    census.rows();
    now[0] += TimeUnit.SECONDS.toNanos(1);
    more[0] = 1;
    assertThat(census.rows()).allMatch(row -> row.rate() == row.tunnel().id().low());
  }

  @ParameterizedTest
  @CsvSource({"999, 3", "1000, 1"})
  void areCountedOnceASecondIfTheyAreVeryMany(int tunnels, int counts) {
    AtomicInteger counted = new AtomicInteger();
    long[] now = {0};
    Census census = census(tunnels, counted, now);
    census.rows();
    now[0] += TimeUnit.SECONDS.toNanos(1);
    counted.set(0);
    List<List<Row>> seen = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      seen.add(census.rows());
      now[0] += TimeUnit.MILLISECONDS.toNanos(333);
    }
    assertThat(counted).hasValue(counts);
    assertThat(seen).hasSize(3).allMatch(rows -> rows.size() == tunnels);
    now[0] += TimeUnit.MILLISECONDS.toNanos(1);
    census.rows();
    assertThat(counted).hasValue(counts + 1);
  }

  @Test
  void areCountedAgainWhenSomeHaveBeenEnded() {
    AtomicInteger counted = new AtomicInteger();
    Census census = census(1000, counted, new long[] {0});
    List<Row> seen = census.rows();
    counted.set(0);
    census.changed();
    assertThat(census.rows()).isEqualTo(seen);
    assertThat(counted.getAndSet(0)).isPositive();
    assertThat(census.rowsNow()).isEqualTo(seen);
    assertThat(counted.get()).isPositive();
  }

  private static Census census(int tunnels, AtomicInteger counted, long[] now) {
    List<LiveTunnel> all = many(0).subList(0, tunnels);
    return new Census(
        () -> {
          counted.incrementAndGet();
          return all;
        },
        () -> now[0]);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 7", "3, 7", "93, 7", "99, 1", "100, 7", "0, 49", "0, 50", "0, 51"})
  void areThePageThatSortingAllOfThemWouldGive(int offset, int limit) {
    RowOrder order = RowOrder.read(Query.of("sort=rate&offset=" + offset + "&limit=" + limit));
    List<Row> rows =
        new Random(7).ints(100, 0, 20).mapToObj(RowsTest::row).collect(Collectors.toList());
    assertThat(order.of(rows))
        .isEqualTo(rows.stream().sorted(order.order()).skip(offset).limit(limit).toList());
  }

  @Test
  void areFoundByWhatTheyHadCarried() {
    Carried carried = Carried.of(many(0));
    for (LiveTunnel tunnel : many(0)) {
      int place = carried.find(tunnel.id());
      assertThat(carried.upstream(place)).isEqualTo(tunnel.upstreamBytes());
    }
    assertThat(carried.upstream(carried.find(new TunnelId(1, 1)))).isZero();
    assertThat(Carried.NOTHING.upstream(Carried.NOTHING.find(new TunnelId(0, 0)))).isZero();
  }
}
