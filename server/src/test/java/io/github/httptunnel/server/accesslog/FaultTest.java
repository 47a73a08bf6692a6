package io.github.httptunnel.server.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class FaultTest {

  @Test
  void leavesTheMessageBehind() {
    assertThat(Fault.chain(new IOException("canary")).toString()).doesNotContain("canary");
  }

  @Test
  void showsFramesOfOurOwnOnly() {
    Fault fault = Fault.chain(new IOException("x")).getFirst();
    assertThat(fault.frames())
        .isNotEmpty()
        .allMatch(frame -> frame.matches("io\\.github\\.httptunnel\\.[\\w.$]+:\\d+"));
  }

  @Test
  void showsTheInnermostTwelve() {
    Fault fault = Fault.chain(deep(50)).getFirst();
    assertThat(fault.frames()).hasSize(12);
  }

  @Test
  void followsCauses() {
    assertThat(Fault.chain(new IllegalStateException(new IOException())))
        .extracting(Fault::type)
        .containsExactly("java.lang.IllegalStateException", "java.io.IOException");
  }

  @Test
  void endsWhenCausesGoInACircle() {
    Exception first = new Exception();
    first.initCause(new Exception(first));
    assertThat(Fault.chain(first)).hasSize(4);
  }

  @Test
  void tellsOurNamesFromThoseThatOnlyBeginAlike() {
    assertThat(OwnCode.owns("io.github.httptunnel")).isTrue();
    assertThat(OwnCode.owns("io.github.httptunnel.relay.Relay")).isTrue();
    assertThat(OwnCode.owns("io.github.httptunnels")).isFalse();
    assertThat(OwnCode.owns("io.netty")).isFalse();
  }

  private static Exception deep(int depth) {
    return depth == 0 ? new Exception() : deep(depth - 1);
  }
}
