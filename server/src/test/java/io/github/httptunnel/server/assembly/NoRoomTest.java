package io.github.httptunnel.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.limit.ConnectionBudget;
import io.github.httptunnel.limit.MemoryPressure;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.Refusal.OverLimit;
import io.github.httptunnel.tunnel.Refusal.OverLimit.Measure;
import io.github.httptunnel.tunnel.Refusal.Overloaded;
import io.github.httptunnel.tunnel.Refusal.Overloaded.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoRoomTest {

  private final List<String> lines = new ArrayList<>();
  private long now;
  private final NoRoom noRoom =
      new NoRoom(
          "main",
          new ConnectionBudget(132, new MemoryPressure(), () -> {}),
          132,
          lines::add,
          () -> now);

  /** All that a connection can be refused for before it is read. */
  static Stream<Refusal> refusals() {
    return Stream.concat(
        Stream.of(Resource.DESCRIPTORS, Resource.MEMORY, Resource.HANDSHAKES, Resource.LAG)
            .map(Overloaded::new),
        Stream.of(Measure.TUNNELS, Measure.RATE, Measure.HANDSHAKES, Measure.FAILURES)
            .map(OverLimit::new));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhyAndWhatToLookAtOnceASecond(Refusal refusal) {
    noRoom.accept(refusal);
    noRoom.accept(refusal);
    now += TimeUnit.SECONDS.toNanos(1);
    noRoom.accept(refusal);
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .startsWith("Listener main: 1 connections were closed: ")
        .containsAnyOf("(raise ", "(see limits.");
    assertThat(lines.get(1)).startsWith("Listener main: 2 connections were closed: ");
  }

  @Test
  void countsEachCauseByItself() {
    refusals().forEach(noRoom);
    assertThat(lines).hasSize(8).doesNotHaveDuplicates();
  }
}
