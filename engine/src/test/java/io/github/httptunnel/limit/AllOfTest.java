package io.github.httptunnel.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.httptunnel.tunnel.Admission;
import io.github.httptunnel.tunnel.Limit;
import io.github.httptunnel.tunnel.Permit;
import io.github.httptunnel.tunnel.Refusal;
import io.github.httptunnel.tunnel.TunnelRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllOfTest {

  private static final TunnelRequest REQUEST = Clients.client("192.0.2.1");
  private static final Admission FULL = new Admission.Rejected(new Refusal.Draining());

  private final List<String> log = new ArrayList<>();

  @Test
  void admitsWhatAllAdmitAndGivesAllBackTogether() {
    Permit permit = admitted(new AllOf(open("a"), open("b"), open("c")));
    assertThat(log).containsExactly("+a", "+b", "+c");
    permit.release();
    assertThat(log).containsExactly("+a", "+b", "+c", "-a", "-b", "-c");
  }

  @Test
  void givesBackWhatWasTakenWhenOneRefusesAndAsksNoFurther() {
    assertThat(new AllOf(open("a"), open("b"), _ -> FULL, open("c")).admit(REQUEST))
        .isEqualTo(FULL);
    assertThat(log).containsExactly("+a", "+b", "-a", "-b");
  }

  @Test
  void admitsEverythingWithoutLimits() {
    admitted(new AllOf()).release();
    assertThat(log).isEmpty();
  }

  private Limit open(String name) {
    return _ -> {
      log.add("+" + name);
      return new Admission.Admitted(() -> log.add("-" + name));
    };
  }

  private static Permit admitted(Limit limit) {
    return switch (limit.admit(REQUEST)) {
      case Admission.Admitted(Permit permit) -> permit;
      case Admission.Rejected rejected -> throw new AssertionError(rejected);
    };
  }
}
