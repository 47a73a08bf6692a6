package io.github.httptunnel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopSignalTest {

  private final List<Integer> halted = new ArrayList<>();
  private final StopSignal stop = new StopSignal(halted::add);

  @Test
  void givesTheCodeOfTheFirstSignal() {
    stop.came(143);
    assertThat(stop.await()).isEqualTo(143);
    assertThat(halted).isEmpty();
  }

  @Test
  void haltsAtTheSecondSignalWithItsCode() {
    stop.came(143);
    stop.came(130);
    assertThat(stop.await()).isEqualTo(143);
    assertThat(halted).containsExactly(130);
  }

  @Test
  void takesASignalThatTheJvmGivesAway() {
    assertThat(Signals.handle("WINCH", () -> {})).isTrue();
  }

  @Test
  void saysSoWhenTheJvmDoesNotKnowASignal() {
    assertThat(Signals.handle("NOSUCH", () -> {})).isFalse();
  }
}
