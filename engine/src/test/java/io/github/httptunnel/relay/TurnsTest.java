package io.github.httptunnel.relay;

import static io.github.httptunnel.relay.Turn.ALLOWANCE;
import static io.github.httptunnel.relay.Turn.EVENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnsTest {

  private static final int LARGEST = 1024 * 1024;

  /** What the loop does after its events. */
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  private final Turns turns = new Turns(tasks::add);
  private final List<String> done = new ArrayList<>();
  private final Map<String, Turn> clients = new HashMap<>();
  private long worked;

  @Test
  void letsAClientThatDidLittleGoAtOnce() {
    event("a", 1000);
    event("b", 1000);
    assertThat(done).containsExactly("a", "b");
    assertThat(tasks).isEmpty();
  }

  @Test
  void letsEventsGoUntilTheyHaveUsedUpTheAllowance() {
    event("a", ALLOWANCE - 2 * EVENT - 1);
    event("a", 0);
    event("a", 1);
    assertThat(done).containsExactly("a", "a", "a");
    event("a", 1);
    assertThat(done).hasSize(3);
  }

  @Test
  void keepsTheOthersOutOfAClientsUse() {
    event("greedy", LARGEST);
    event("greedy", LARGEST);
    event("light", 64);
    assertThat(done).containsExactly("greedy", "light");
  }

  @Test
  void letsWhatWaitsGoInItsOrderAndNothingBeforeIt() {
    event("a", ALLOWANCE);
    event("a", "first", 0);
    event("a", "second", 0);
    done.clear();
    iterate();
    assertThat(done).containsExactly("first", "second");
  }

  @Test
  void forgivesWhenNobodyWaits() {
    event("a", LARGEST);
    iterate();
    event("a", 1);
    assertThat(done).containsExactly("a", "a");
  }

  @Test
  void neverLetsTheLoopSpinForAClientInDebtAlone() {
    event("a", LARGEST);
    event("a", 1);
    iterate();
    assertThat(done).containsExactly("a", "a");
    assertThat(tasks).isEmpty();
  }

  @Test
  void givesThoseThatWaitOneTurnEachBetweenTwoLooksAtTheSockets() {
    for (String client : List.of("a", "b", "c")) {
      for (int i = 0; i < 3; i++) {
        event(client, ALLOWANCE - EVENT);
      }
    }
    done.clear();
    for (int i = 0; i < 6; i++) {
      iterate();
      assertThat(done).hasSize(i + 1);
    }
    assertThat(done).containsExactly("a", "b", "c", "a", "b", "c");
    iterate();
    assertThat(tasks).isEmpty();
  }

  @Test
  void takesWhatAReadBroughtTooMuchOffTheNextTurns() {
    event("large", LARGEST);
    event("small", ALLOWANCE);
    for (int i = 0; i < 8; i++) {
      event("large", LARGEST);
      event("small", ALLOWANCE - EVENT);
    }
    done.clear();
    for (int i = 0; i < 5; i++) {
      iterate();
    }
    assertThat(Collections.frequency(done, "large")).isEqualTo(1);
    assertThat(Collections.frequency(done, "small")).isEqualTo(4);
  }

  /** Each has as many events that wait as it has tunnels; whoever is done has the next. */
  @Test
  void weighsAClientWithAThousandTunnelsAsOne() {
    Map<String, Integer> bytes = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      bulk("many", bytes);
    }
    for (int i = 0; i < 5; i++) {
      bulk("few", bytes);
    }
    for (int i = 0; i < 1000; i++) {
      iterate();
    }
    assertThat(bytes.get("many")).isCloseTo(bytes.get("few"), Percentage.withPercentage(2));
  }

  @Test
  void servesALightClientWhenItComesWhateverTheOthersHaveWaiting() {
    Map<String, Integer> bytes = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      bulk("many", bytes);
    }
    for (int i = 0; i < 100; i++) {
      done.clear();
      event("light", 64);
      assertThat(done).containsExactly("light");
      iterate();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void losesNothingAndBoundsWhatIsDoneAtOnce(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int events = 0;
    for (int round = 0; round < 500; round++) {
      for (int i = random.nextInt(20); i > 0; i--) {
        event("client-" + random.nextInt(5), random.nextInt(LARGEST));
        events++;
      }
      assertThat(iterate()).isLessThan(ALLOWANCE + LARGEST + EVENT);
    }
    while (!tasks.isEmpty()) {
      assertThat(iterate()).isLessThan(ALLOWANCE + LARGEST + EVENT);
    }
    assertThat(done).hasSize(events);
  }

  @Test
  void forgetsAClientWhenTheLastThatHeldItsTurnHasGone() {
    Turn turn = turns.of("a").held();
    assertThat(turns.of("a").held()).isSameAs(turn);
    turn.close();
    assertThat(turns.clients()).isEqualTo(1);
    turn.close();
    assertThat(turns.clients()).isZero();
  }

  @Test
  void goesOnWithOthersWhenAClientLeavesThatWaits() {
    event("leaves", ALLOWANCE);
    event("stays", ALLOWANCE);
    event("leaves", 1);
    event("stays", 1);
    clients.get("leaves").close();
    done.clear();
    iterate();
    iterate();
    assertThat(done).containsExactly("leaves", "stays");
    assertThat(turns.clients()).isEqualTo(1);
    assertThat(tasks).isEmpty();
  }

  @Test
  void goesOnBehindAFault() {
    event("a", ALLOWANCE);
    Turn turn = clients.get("a");
    turn.await(() -> {
      throw new IllegalStateException("a fault");
    });
    turn.await(() -> done.add("next"));
    assertThatThrownBy(this::iterate).hasMessage("a fault");
    iterate();
    assertThat(done).contains("next");
  }

  @Test
  void takesWhatComesWhileItLetsTheLastGo() {
    event("a", ALLOWANCE);
    Turn turn = clients.get("a");
    turn.await(() -> {
      turn.spend(ALLOWANCE);
      turn.await(() -> done.add("late"));
    });
    iterate();
    assertThat(done).doesNotContain("late");
    iterate();
    assertThat(done).containsOnlyOnce("late");
    assertThat(tasks).isEmpty();
  }

  private void event(String client, int bytes) {
    event(client, client, bytes);
  }

  private void event(String client, String name, int bytes) {
    Turn turn = clients.computeIfAbsent(client, key -> turns.of(key).held());
    Waiting work =
        () -> {
          turn.spend(bytes);
          worked += bytes + EVENT;
          done.add(name);
        };
    if (turn.take()) {
      work.go();
    } else {
      turn.await(work);
    }
  }

  private void bulk(String client, Map<String, Integer> bytes) {
    Turn turn = clients.computeIfAbsent(client, key -> turns.of(key).held());
    if (turn.take()) {
      move(turn, client, bytes);
    } else {
      turn.await(() -> move(turn, client, bytes));
    }
  }

  private void move(Turn turn, String client, Map<String, Integer> bytes) {
    int moved = 100_000;
    turn.spend(moved);
    bytes.merge(client, moved, Integer::sum);
    turn.await(() -> move(turn, client, bytes));
  }

  /** One iteration of the loop; how much work it did. */
  private long iterate() {
    long before = worked;
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
    return worked - before;
  }
}
