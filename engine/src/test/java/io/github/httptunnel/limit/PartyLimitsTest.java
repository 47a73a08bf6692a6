package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.limit.LimitPolicy.PerClient;
import io.github.httptunnel.limit.LimitPolicy.PerUser;
import io.github.httptunnel.limit.LimitPolicy.Targets;
import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartyLimitsTest {

  private static final List<String> CLIENTS = List.of("192.0.2.1", "192.0.2.2", "2001:db8::1");

  /** Against a model that counts in maps. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void admitsWhatASlowModelAdmits(long seed) {
    Random random = new Random(seed);
    Parties parties = new Parties(policy(3, 2));
    Map<String, Integer> held = new HashMap<>();
    List<Map.Entry<List<String>, Permit>> open = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      String client = CLIENTS.get(random.nextInt(CLIENTS.size()));
      String user = List.of("alice", "bob").get(random.nextInt(2));
      if (random.nextInt(5) < 2 && !open.isEmpty()) {
        var ended = open.remove(random.nextInt(open.size()));
        ended.getKey().forEach(who -> held.merge(who, -1, Integer::sum));
        ended.getValue().release();
        continue;
      }
      Admission expected =
          held.getOrDefault(client, 0) >= 3
              ? rejected(Measure.TUNNELS)
              : held.getOrDefault(user, 0) >= 2 ? rejected(Measure.USER_TUNNELS) : null;
      Admission got = parties.limits.limit().admit(Parties.request(client, "a.example", user));
      if (got instanceof Admission.Admitted(Permit permit)) {
        assertThat(expected).as("step %d", step).isNull();
        List.of(client, user).forEach(who -> held.merge(who, 1, Integer::sum));
        open.add(Map.entry(List.of(client, user), permit));
      } else {
        assertThat(got).as("step %d", step).isEqualTo(expected);
      }
    }
  }

  @Test
  void countsExactlyOnceWhenThreadsComeTogether() throws Exception {
    Parties parties = new Parties(policy(5, 4));
    Callable<Integer> greedy = () -> play(parties, new Random());
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> greedy).toList())) {
        assertThat(done.get()).isPositive();
      }
    }
    assertThat(parties.budget.clients()).isZero();
    assertThat(parties.limits.counts().handshakes()).isZero();
    assertThat(parties.limits.counts().surplusReleases()).isZero();
    for (String client : CLIENTS) {
      IntStream.range(0, 5).forEach(_ -> parties.enter(client));
      assertThat(parties.turnedAway(client)).isEqualTo(new OverLimit(Measure.TUNNELS));
    }
    for (String user : List.of("alice", "bob")) {
      String unknown = "198.51.100." + user.length();
      IntStream.range(0, 4)
          .forEach(_ -> parties.admit(Parties.request(unknown, "a.example", user)));
      assertThat(parties.refused(Parties.request(unknown, "a.example", user)))
          .isEqualTo(new OverLimit(Measure.USER_TUNNELS));
    }
  }

  @Test
  void namesNobodyInItsCounts() {
    Parties parties = new Parties(policy(1, 1));
    parties.admit(Parties.request("192.0.2.77", "secret.example", "carol"));
    parties.refused(Parties.request("192.0.2.77", "secret.example", "carol"));
    assertThat(parties.limits.counts().toString()).doesNotContain("192.0.2", "secret", "carol");
  }

  /** Comes in, asks and leaves, many times; how often it was served. */
  private static int play(Parties parties, Random random) {
    int served = 0;
    for (int i = 0; i < 20_000; i++) {
      String client = CLIENTS.get(random.nextInt(CLIENTS.size()));
      TunnelRequest request =
          Parties.request(client, "a.example", random.nextBoolean() ? "alice" : "bob");
      if (parties.limits.doorkeeper().enter(Parties.address(client), new ConnectionCount())
          instanceof Entry.Open open) {
        if (parties.limits.limit().admit(request) instanceof Admission.Admitted(Permit permit)) {
          served++;
          permit.release();
        }
        open.handshake().release();
        open.place().release();
      }
    }
    return served;
  }

  private static Admission rejected(Measure measure) {
    return new Admission.Rejected(new OverLimit(measure));
  }

  private static LimitPolicy policy(int ofClient, int ofUser) {
    return new LimitPolicy(
        1000,
        new PerClient(ofClient, null, 100, new Targets(100, true), 100),
        new PerUser(ofUser, null, null));
  }
}
