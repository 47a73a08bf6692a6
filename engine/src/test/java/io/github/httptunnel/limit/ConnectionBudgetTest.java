package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionBudgetTest {

  private static final Admission FULL =
      new Admission.Rejected(new Overloaded(Overloaded.Resource.DESCRIPTORS));

  /** Room for two clients and their targets. */
  private static final int TWO = 128 + 4;

  private final MemoryPressure memory = new MemoryPressure();
  private final AtomicInteger freed = new AtomicInteger();
  private final ConnectionCount listener = new ConnectionCount();
  private final ConnectionBudget budget = new ConnectionBudget(TWO, memory, freed::incrementAndGet);

  @ParameterizedTest
  @CsvSource({"0, 1", "129, 1", "130, 1", "131, 1", "132, 2", "1024, 448", "1048576, 500000"})
  void leavesPartOfTheDescriptorsAloneAndHalfOfTheRestToTargets(long descriptors, int clients) {
    ConnectionBudget of = new ConnectionBudget(descriptors, memory, () -> {});
    assertThat(of.mostClients()).isEqualTo(clients);
    assertThat(of.most()).isEqualTo(2 * clients);
  }

  @Test
  void takesClientsUpToTheirHalf() {
    accept();
    accept();
    assertThat(budget.clients()).isEqualTo(2);
  }

  @Test
  void refusesOneClientMoreAndCountsThat() {
    accept();
    accept();
    assertThat(budget.accept(listener)).isEqualTo(FULL);
    assertThat(budget.clients()).isEqualTo(2);
    assertThat(budget.withoutDescriptor()).isEqualTo(1);
  }

  @Test
  void refusesAClientWhileMemoryIsShortAndCountsThat() {
    memory.measured(0.93, 0);
    assertThat(budget.accept(listener))
        .isEqualTo(new Admission.Rejected(new Overloaded(Overloaded.Resource.MEMORY)));
    assertThat(budget.withoutMemory()).isEqualTo(1);
  }

  @Test
  void takesAClientWhenAnotherHasGone() {
    accept();
    accept().release();
    accept();
    assertThat(budget.withoutDescriptor()).isZero();
  }

  @Test
  void takesAClientForTheLastDescriptor() {
    dial(3);
    accept();
  }

  @Test
  void refusesAClientWhenTargetsHaveAllDescriptors() {
    dial(4);
    assertThat(budget.accept(listener)).isEqualTo(FULL);
  }

  @Test
  void neverRefusesATarget() {
    dial(5);
    assertThat(budget.targets()).isEqualTo(5);
  }

  @Test
  void givesAPlaceBackOnceHoweverOftenItIsReleased() {
    Permit client = accept();
    Permit target = budget.dial();
    accept();
    budget.dial();
    client.release();
    client.release();
    target.release();
    target.release();
    assertThat(budget.clients()).isEqualTo(1);
    assertThat(budget.targets()).isEqualTo(1);
  }

  @Test
  void tellsOfEachEnd() {
    accept().release();
    budget.dial().release();
    assertThat(freed).hasValue(2);
  }

  @Test
  void countsTheConnectionsOfAListener() {
    Permit first = accept();
    accept();
    budget.accept(listener);
    first.release();
    first.release();
    assertThat(listener.open()).isEqualTo(1);
  }

  @Test
  void isNeverExceededByThreadsThatComeTogether() throws Exception {
    ConnectionBudget shared = new ConnectionBudget(128 + 2 * 100, memory, () -> {});
    Callable<Long> greedy =
        () ->
            Stream.generate(() -> shared.accept(listener))
                .limit(60)
                .filter(got -> !got.equals(FULL))
                .count();
    try (var threads = Executors.newFixedThreadPool(4)) {
      long taken = 0;
      for (var took : threads.invokeAll(IntStream.range(0, 4).mapToObj(_ -> greedy).toList())) {
        taken += took.get();
      }
      assertThat(List.of(taken, (long) shared.clients(), 240 - shared.withoutDescriptor()))
          .containsOnly(100L);
    }
  }

  private void dial(int times) {
    for (int i = 0; i < times; i++) {
      budget.dial();
    }
  }

  private Permit accept() {
    return switch (budget.accept(listener)) {
      case Admission.Admitted(Permit place) -> place;
      case Admission.Rejected rejected -> throw new AssertionError(rejected);
    };
  }
}
