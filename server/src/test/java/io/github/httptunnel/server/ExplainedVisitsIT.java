package io.github.httptunnel.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.server.explain.Explanation;
import io.github.httptunnel.server.explain.ExplanationJson;
import io.github.httptunnel.server.explain.Verdict;
import io.github.httptunnel.testkit.ClosedPort;
import io.github.httptunnel.testkit.DnsPeer;
import io.github.httptunnel.testkit.HttpOrigin;
import io.github.httptunnel.tunnel.Decision;
import io.github.httptunnel.tunnel.Outcome;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelStats;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is explained is what becomes of a request, whatever the rules, by whatever listener it
 * comes, and whoever makes it: two thousand requests on real sockets. {@code
 * -Dhttp-tunnel.rule-books=50} makes it ten thousand.
 */
class ExplainedVisitsIT {

  private static final long SEED = 30;
  private static final int BOOKS = Integer.getInteger("http-tunnel.rule-books", 10);
  private static final int VISITS = 200;
  private static final int AT_ONCE = 32;

  private enum Met {
    ALLOWED,
    NOBODY_LISTENS,
    BY_NAME,
    BY_ADDRESS,
    NO_SUCH_NAME,
    TURNED_AWAY
  }

  /** What came of a request at one of the listeners. */
  private record Seen(Entrance at, Met met) {}

  private static ResourceLeakDetector.Level usual;

  @TempDir private Path folder;

  /** Watching every buffer takes longer than all the rest, and other tests do. */
  @BeforeAll
  static void watchNoBuffers() {
    usual = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
  }

  @AfterAll
  static void watchBuffersAgain() {
    ResourceLeakDetector.setLevel(usual);
  }

  @Test
  void anExplanationIsWhatBecomesOfTheRequest() throws IOException {
    InetSocketAddress everywhere = new InetSocketAddress("0.0.0.0", 0);
    try (HttpOrigin web = HttpOrigin.start(everywhere);
        HttpOrigin other = HttpOrigin.start(everywhere);
        ClosedPort closed = ClosedPort.reserve();
        DnsPeer dns = DnsPeer.start()) {
      RandomVisits.name(dns);
      web.serveAll("ok");
      other.serveAll("ok");
      List<Integer> ports = List.of(web.port(), other.port(), closed.address().getPort());
      try (VisitedServer server = new VisitedServer(folder, RandomVisits.fixed(web.port()), dns)) {
        List<Seen> seen = new ArrayList<>();
        for (int book = 0; book < BOOKS; book++) {
          seen.addAll(compare(server, ports, SEED + book));
        }
        for (Met met : Met.values()) {
          assertThat(seen).filteredOn(Seen::met, met).as("%s", met).hasSizeGreaterThan(2 * BOOKS);
        }
        for (Entrance at : Entrance.values()) {
          assertThat(seen).filteredOn(new Seen(at, Met.ALLOWED)::equals).hasSizeGreaterThan(BOOKS);
        }
      }
    }
  }

  private static List<Seen> compare(VisitedServer server, List<Integer> ports, long seed)
      throws IOException {
    RandomVisits random = new RandomVisits(seed, clients(), ports, server.port(Entrance.WIDE));
    String rules = random.yaml();
    server.judgeBy(rules);
    List<Visit> visits = Stream.generate(random::visit).limit(VISITS).toList();
    return Together.run(
            AT_ONCE,
            nth ->
                IntStream.range(0, VISITS)
                    .filter(i -> i % AT_ONCE == nth)
                    .mapToObj(visits::get)
                    .map(visit ->
                        new Seen(visit.at(), compare(server, visit, "seed " + seed + "\n" + rules)))
                    .toList())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  /** Three of the loopback, and one of another network if this machine is in one. */
  private static List<InetAddress> clients() throws IOException {
    Stream<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .sorted((one, two) -> one.getHostAddress().compareTo(two.getHostAddress()))
            .limit(1);
    Stream<InetAddress> loopback =
        Stream.of("127.0.0.1", "127.0.0.2", "127.0.0.3").map(InetAddress::ofLiteral);
    return Stream.concat(loopback, others).toList();
  }

  private static Met compare(VisitedServer server, Visit visit, String under) {
    Explanation explanation = server.explain(visit);
    boolean served = !(explanation.verdict() instanceof Verdict.TurnedAway);
    VisitedServer.Live live = server.make(visit, served);
    try {
      return same(explanation, live);
    } catch (AssertionError differs) {
      throw new AssertionError(
          "%s%s%n%s%n%s".formatted(under, visit, ExplanationJson.of(explanation), live), differs);
    }
  }

  private static Met same(Explanation explanation, VisitedServer.Live live) {
    return switch (explanation.verdict()) {
      case Verdict.TurnedAway() -> {
        assertThat(live).isEqualTo(new VisitedServer.Live(0, null));
        yield Met.TURNED_AWAY;
      }
      case Verdict.Allowed _ -> allowed(explanation, live);
      case Verdict.Refused _ -> refused(explanation, live);
    };
  }

  /** Which of several allowed addresses is reached is decided by experience. */
  private static Met allowed(Explanation explanation, VisitedServer.Live live) {
    TunnelStats stats = Objects.requireNonNull(live.stats());
    if (stats.outcome() instanceof Outcome.Refused(Refusal refusal, _)) {
      assertThat(refusal).isInstanceOf(Refusal.Unreachable.class);
      return Met.NOBODY_LISTENS;
    }
    assertThat(live.status()).isEqualTo(200);
    assertThat(explanation.byAddress())
        .filteredOn(steps -> steps.address().equals(stats.address()))
        .singleElement()
        .extracting(Explanation.AddressSteps::decision)
        .isEqualTo(new Decision.Allowed(stats.rule(), stats.reported()));
    return Met.ALLOWED;
  }

  private static Met refused(Explanation explanation, VisitedServer.Live live) {
    TunnelStats stats = Objects.requireNonNull(live.stats());
    Refusal refusal = ((Outcome.Refused) stats.outcome()).refusal();
    if (!(refusal instanceof Refusal.Forbidden forbidden)) {
      assertThat(live.status()).isEqualTo(502);
      assertThat(explanation.verdict()).isEqualTo(new Verdict.Refused(refusal, null));
      return Met.NO_SUCH_NAME;
    }
    assertThat(live.status()).isEqualTo(403);
    if (explanation.byAddress().isEmpty()) {
      assertThat(explanation.verdict()).isEqualTo(new Verdict.Refused(forbidden, stats.rule()));
      return Met.BY_NAME;
    }
    assertThat(explanation.byAddress())
        .extracting(Explanation.AddressSteps::decision)
        .contains(new Decision.Denied(forbidden, stats.rule()));
    return Met.BY_ADDRESS;
  }
}
