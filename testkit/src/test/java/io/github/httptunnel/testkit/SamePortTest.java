package io.github.httptunnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SamePortTest {

  private final List<EchoPeer> firsts = new ArrayList<>();

  private EchoPeer first() {
    EchoPeer first = EchoPeer.start();
    firsts.add(first);
    return first;
  }

  private static EchoPeer beside(EchoPeer first, String host) {
    return EchoPeer.start(new InetSocketAddress(host, first.port()));
  }

  @Test
  void opensBothAtOnePort() {
    try (SamePort<EchoPeer, EchoPeer> peers =
        SamePort.open(this::first, first -> beside(first, "127.0.0.2"))) {
      assertThat(peers.second().port()).isEqualTo(peers.first().port());
    }
  }

  @Test
  void triesAnotherPortIfTheSecondFindsItTaken() {
    try (SamePort<EchoPeer, EchoPeer> peers =
        SamePort.open(
            this::first, first -> beside(first, firsts.size() < 3 ? "127.0.0.1" : "127.0.0.2"))) {
      assertThat(firsts.size()).isGreaterThanOrEqualTo(3);
      assertThat(peers.first()).isSameAs(firsts.getLast());
    }
  }

  @Test
  void closesTheFirstOfATryThatFailed() {
    AtomicInteger closed = new AtomicInteger();
    AutoCloseable first = closed::incrementAndGet;
    SamePort.open(
        () -> first,
        _ -> {
          if (closed.get() == 0) {
            throw new UncheckedIOException(new BindException());
          }
          return first;
        });
    assertThat(closed).hasValue(1);
  }

  @Test
  void givesUpInTheEnd() {
    assertThatThrownBy(() -> SamePort.open(this::first, first -> beside(first, "127.0.0.1")))
        .isInstanceOf(UncheckedIOException.class)
        .hasCauseInstanceOf(BindException.class);
  }
}
